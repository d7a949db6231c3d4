import type { GuideFacts } from '@ins-relay/guide';
import type { OperatorStorage } from './operator-storage.js';

/** Enough to see how a set-up does, little enough to be quick. */
const EVENTS_LOOKED_AT = 100;

/** What was seen of a connection, for `buildGuide`. */
export async function collectGuideFacts(
  { reader, states, unverified }: Pick<OperatorStorage, 'reader' | 'states' | 'unverified'>,
  connectionId: string,
): Promise<GuideFacts> {
  const state = (await states.read([connectionId])).get(connectionId);
  const { events } = await reader.list({ connectionId }, EVENTS_LOOKED_AT);
  const genuine = events.filter(({ kind }) => kind !== undefined && kind !== 'TestTransactions');
  const delivered = genuine.filter(({ outcome }) => outcome === 'delivered');
  const [latest] = delivered;
  const pixel = genuine.find(({ kind }) => kind === 'InitiateCheckout');
  return {
    unverifiedCalls: await unverified.count(connectionId),
    events: genuine.length,
    unattributed: genuine.filter(({ outcome }) => outcome === 'unattributed').length,
    delivered: delivered.length,
    ...(state?.verifiedAtMs === undefined ? {} : { verifiedAtMs: state.verifiedAtMs }),
    ...(latest === undefined ? {} : { deliveredAtMs: latest.updatedAtMs }),
    ...(pixel === undefined ? {} : { pixelAtMs: pixel.receivedAtMs }),
  };
}
