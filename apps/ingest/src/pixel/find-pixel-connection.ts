import type { Connection } from '@ins-relay/contracts';

/** What of a hit says which connection it is for. */
export interface PixelAddress {
  /** Of the path `/postback/<connection>`. */
  readonly connectionId?: string;
  readonly hostName: string;
  /** ClickBank's macro `{account}`. */
  readonly account?: string;
}

/**
 * The connection of a hit: the one in its path; else the one with this host; else the one with this nickname; else
 * the only one there is. Where several would do, none does.
 */
export function findPixelConnection(
  connections: readonly Connection[],
  { account, connectionId, hostName }: PixelAddress,
): Connection | undefined {
  if (connectionId !== undefined) return connections.find(({ id }) => id === connectionId);
  const host = hostName.toLowerCase();
  const nickname = account?.toLowerCase();
  return (
    only(connections.filter(({ pixel }) => pixel.hosts.includes(host))) ??
    only(connections.filter(({ clickbank }) => clickbank.account.toLowerCase() === nickname)) ??
    only(connections)
  );
}

function only(connections: readonly Connection[]): Connection | undefined {
  return connections.length === 1 ? connections[0] : undefined;
}
