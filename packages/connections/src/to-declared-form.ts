import { EVENT_KINDS, type Connection, type RetiredKey } from '@ins-relay/contracts';
import { NONE } from './declared/none.js';

/** A connection as a person would declare it: `None` for null, keys alone where they have no end. With its secrets. */
export function toDeclaredForm(connection: Connection): DeclaredForm {
  const { clickbank, events, pixel } = connection;
  return {
    ...connection,
    clickbank: {
      ...clickbank,
      previousSecretKeys: clickbank.previousSecretKeys.map(toDeclaredKey),
      previousIngestKeys: clickbank.previousIngestKeys.map(toDeclaredKey),
    },
    events: Object.fromEntries(
      EVENT_KINDS.flatMap((kind) => (events[kind] === undefined ? [] : [[kind, events[kind] ?? NONE]])),
    ),
    pixel: {
      ...pixel,
      events: Object.fromEntries(Object.entries(pixel.events).map(([type, kind]) => [type, kind ?? NONE])),
    },
  };
}

function toDeclaredKey({ key, acceptedUntilMs }: RetiredKey): string | object {
  return acceptedUntilMs === null ? key : { key, acceptedUntil: new Date(acceptedUntilMs).toISOString() };
}

/** As it is written in YAML or JSON. */
export type DeclaredForm = Omit<Connection, 'clickbank' | 'events' | 'pixel'> & {
  readonly clickbank: Omit<Connection['clickbank'], 'previousSecretKeys' | 'previousIngestKeys'> & {
    readonly previousSecretKeys: readonly (string | object)[];
    readonly previousIngestKeys: readonly (string | object)[];
  };
  readonly events: Readonly<Record<string, unknown>>;
  readonly pixel: object;
};
