import { EVENT_KINDS, type ClickBankSettings, type Connection, type RetiredKey } from '@ins-relay/contracts';
import type { DeclaredConnection } from './declared/declared-connection.js';
import type { DeclaredClickBank, DeclaredRetiredKey } from './declared/declared-clickbank.js';
import { NONE } from './declared/none.js';
import { resolvePixel } from './resolve-pixel.js';
import { resolveEventMatch, resolveParameter, resolveRule } from './resolve-rule.js';
import { retireKeys } from './retire-keys.js';

const DAY_MS = 86_400_000;

/**
 * How long a key that a file replaces is still accepted. ClickBank re-sends for less than a day; a week leaves time
 * to change the key on its side too.
 */
export const REPLACED_KEY_GRACE_MS = 7 * DAY_MS;

/**
 * The connection that a declared one stands for, given what is stored. Where the file gives no ingest key, the
 * stored one stays; a secret or ingest key that the file replaces is accepted for `REPLACED_KEY_GRACE_MS` more.
 * @param existing undefined for a new connection
 * @param nowMs milliseconds since 1970, UTC
 */
export function resolveConnection(
  declared: DeclaredConnection,
  existing: Connection | undefined,
  generateIngestKey: () => string,
  nowMs: number,
): Connection {
  const { amount, clickId, delivery, enabled, id, parameters, pixel, redtrack, rules } = declared;
  return {
    id,
    name: declared.name ?? id,
    enabled,
    clickbank: resolveClickBank(declared.clickbank, existing?.clickbank, generateIngestKey, nowMs),
    redtrack: {
      trackingDomain: redtrack.trackingDomain,
      postbackToken: redtrack.postbackToken,
      currency: redtrack.currency,
    },
    clickId: { from: [...clickId.from], waitForParentSeconds: clickId.waitForParentSeconds },
    amount: { from: amount.from },
    events: resolveEvents(declared.events),
    parameters: parameters.map(resolveParameter),
    pixel: resolvePixel(pixel),
    delivery: { ...delivery, breaker: { ...delivery.breaker } },
    rules: rules.map(resolveRule),
  };
}

function resolveClickBank(
  declared: DeclaredClickBank,
  existing: ClickBankSettings | undefined,
  generateIngestKey: () => string,
  nowMs: number,
): ClickBankSettings {
  const { account, legacyVersions, role, secretKey } = declared;
  const ingestKey = declared.ingestKey ?? existing?.ingestKey ?? generateIngestKey();
  const retire = (
    current: string,
    listed: DeclaredRetiredKey[],
    before?: string,
    retired: RetiredKey[] = [],
  ) =>
    retireKeys(
      current,
      listed.map(resolveRetiredKey),
      before === undefined ? undefined : { current: before, retired },
      REPLACED_KEY_GRACE_MS,
      nowMs,
    );
  return {
    account,
    role,
    secretKey,
    previousSecretKeys: retire(
      secretKey,
      declared.previousSecretKeys,
      existing?.secretKey,
      existing?.previousSecretKeys,
    ),
    ingestKey,
    previousIngestKeys: retire(
      ingestKey,
      declared.previousIngestKeys,
      existing?.ingestKey,
      existing?.previousIngestKeys,
    ),
    legacyVersions,
  };
}

function resolveRetiredKey({ key, acceptedUntil }: DeclaredRetiredKey): RetiredKey {
  return { key, acceptedUntilMs: acceptedUntil == null ? null : Date.parse(acceptedUntil) };
}

function resolveEvents(declared: DeclaredConnection['events']): Connection['events'] {
  const events: Connection['events'] = {};
  for (const kind of EVENT_KINDS) {
    const match = declared[kind];
    if (match !== undefined) events[kind] = match === NONE ? null : resolveEventMatch(match);
  }
  return events;
}
