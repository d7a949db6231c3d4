import type { Connection } from '@ins-relay/contracts';
import { checkHost } from '@ins-relay/destinations';

/** Something about where a connection sends to. */
export interface DestinationFlaw {
  readonly connectionId: string;
  /** Within the connection: `redtrack.trackingDomain`, `rules[0]`. */
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}

/** A rule may send to another connection's RedTrack, of those that are wanted or stored. */
export function findUnknownDestinations(
  wanted: readonly Connection[],
  storedIds: Iterable<string>,
): DestinationFlaw[] {
  const known = new Set([...storedIds, ...wanted.map(({ id }) => id)]);
  const matches = wanted.flatMap(({ id: connectionId, rules, events }) => [
    ...rules.flatMap(({ name, send = [] }, i) =>
      send.map((match) => ({ connectionId, path: `rules[${i}]`, at: `rule ${name}`, match })),
    ),
    ...Object.entries(events).flatMap(([kind, match]) =>
      match === null ? [] : [{ connectionId, path: `events.${kind}`, at: kind, match }],
    ),
  ]);
  return matches.flatMap(({ at, connectionId, match, path }) =>
    match.connection === undefined || known.has(match.connection)
      ? []
      : [
          {
            connectionId,
            path,
            problem: `${at} sends to the connection "${match.connection}", which does not exist`,
            fix: `known are ${[...known].join(', ')}`,
          },
        ],
  );
}

/**
 * Looks up every tracking domain. What can't be resolved now may be later, and is checked again whenever something
 * is sent: that is a warning.
 */
export async function checkReach(
  wanted: readonly Connection[],
): Promise<{ problems: DestinationFlaw[]; warnings: DestinationFlaw[] }> {
  const problems: DestinationFlaw[] = [];
  const warnings: DestinationFlaw[] = [];
  const hosts = wanted.map(({ id, redtrack }) => ({ id, name: new URL(redtrack.trackingDomain).hostname }));
  const names = [...new Set(hosts.map(({ name }) => name))];
  const reaches = new Map(
    await Promise.all(names.map(async (name) => [name, await checkHost(name)] as const)),
  );
  for (const { id: connectionId, name } of hosts) {
    const path = 'redtrack.trackingDomain';
    if (reaches.get(name) === 'private') {
      const problem = `${name} leads to an address that is not public`;
      const fix =
        'write RedTrack’s tracking domain; in a network of your own set ALLOW_PRIVATE_DESTINATIONS=true here and for the dispatcher';
      problems.push({ connectionId, path, problem, fix });
    }
    if (reaches.get(name) === 'unknown') {
      const problem = `${name} can’t be resolved at the moment`;
      warnings.push({ connectionId, path, problem, fix: 'compare it with the tracking domain in RedTrack' });
    }
  }
  return { problems, warnings };
}
