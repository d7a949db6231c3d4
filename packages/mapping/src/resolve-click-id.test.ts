import type { RelayEvent } from '@ins-relay/contracts';
import { CLICK_ID, sampleEvent } from '../test/sample-event.js';
import { checkClickIdSource, listClickIdSources } from './click-id-sources.js';
import { resolveClickId, type ParentClickId } from './resolve-click-id.js';

const PARENT_CLICK_ID = 'aaaaaaaaaaaaaaaaaaaaaaaa';
const known: ParentClickId = { status: 'known', clickId: PARENT_CLICK_ID };
const resolve = (
  from: string[],
  overrides: Partial<RelayEvent>,
  parent: ParentClickId = { status: 'not-asked' },
) =>
  resolveClickId(
    sampleEvent({ trackingCodes: [], ...overrides }),
    { from, waitForParentSeconds: 900 },
    parent,
  );

test.each<[string, Partial<RelayEvent>]>([
  ['trackingCodes', { trackingCodes: [CLICK_ID] }],
  ['extclid', { affiliateTracking: { extclid: CLICK_ID } }],
  ['affSub5', { affiliateTracking: { affSub5: CLICK_ID } }],
  ['uniqueAffSub1', { affiliateTracking: { uniqueAffSub1: CLICK_ID } }],
  ['vendorVariables.aff_sub1', { vendorVariables: { aff_sub1: CLICK_ID } }],
  ['vendorVariables.utm.id', { vendorVariables: { 'utm.id': CLICK_ID } }],
])('%s is read', (source, overrides) => {
  expect(resolve([source], overrides)).toEqual({ found: true, clickId: CLICK_ID, source, looksValid: true });
  expect(checkClickIdSource(source).ok).toBe(true);
});

test('every place that is listed can be named, but the one that needs a name of its own', () => {
  const refused = listClickIdSources().filter((source) => !checkClickIdSource(source).ok);
  expect(refused).toEqual(['vendorVariables.<name>']);
});

test.each([
  '{clickid}',
  '[[clickid]]',
  '<click>',
  'summer sale',
  'café',
  'a\u0000b',
  ' ',
  'x'.repeat(201),
  'a\ud83db',
])('%p is no click id, and what comes after it is looked at', (text) => {
  expect(resolve(['trackingCodes'], { trackingCodes: [text] })).toEqual({
    found: false,
    reason: 'no-click-id',
  });
  expect(resolve(['trackingCodes'], { trackingCodes: [text, 'abc'] })).toMatchObject({ clickId: 'abc' });
});

test('case is kept as it was sent, but for the upper case that versions before 6.0 make of it', () => {
  const upper = CLICK_ID.toUpperCase();
  const mixed = `A${CLICK_ID.slice(1)}`;
  const resolveSent = (code: string, verification: RelayEvent['verification']) =>
    resolve(['trackingCodes'], { trackingCodes: [code], verification });
  expect(resolveSent(upper, 'encrypted')).toMatchObject({ clickId: upper, looksValid: true });
  expect(resolveSent(upper, 'cverify')).toMatchObject({ clickId: CLICK_ID });
  expect(resolveSent(mixed, 'cverify')).toMatchObject({ clickId: mixed });
  expect(resolveSent('CAMPAIGN', 'cverify')).toMatchObject({ clickId: 'CAMPAIGN', looksValid: false });
});

describe('the parent', () => {
  const upsell = { parentReceipt: 'PARENT01' };

  test('is not asked where an own one was found before its turn', () => {
    expect(resolve(['trackingCodes', 'parent'], { ...upsell, trackingCodes: ['mine'] }, known)).toMatchObject(
      {
        clickId: 'mine',
      },
    );
  });

  test('wins where the connection names it first; the rest is what remains without it', () => {
    const from = ['parent', 'trackingCodes'];
    const event = { ...upsell, trackingCodes: [CLICK_ID] };
    expect(resolve(from, event)).toEqual({ found: false, reason: 'needs-parent', parentReceipt: 'PARENT01' });
    expect(resolve(from, event, known)).toMatchObject({ clickId: PARENT_CLICK_ID, source: 'parent' });
    expect(resolve(from, event, { status: 'unseen' })).toMatchObject({ clickId: CLICK_ID });
    expect(resolve(from, event, { status: 'seen-without' })).toMatchObject({ clickId: CLICK_ID });
  });

  test('does not win with a click id that looks like none of RedTrack’s over an own one that does', () => {
    const event = { ...upsell, trackingCodes: [CLICK_ID] };
    const odd: ParentClickId = { status: 'known', clickId: 'newsletter' };
    expect(resolve(['parent', 'trackingCodes'], event, odd)).toMatchObject({ clickId: CLICK_ID });
    expect(resolve(['parent', 'trackingCodes'], upsell, odd)).toMatchObject({ clickId: 'newsletter' });
  });

  test('of a reversal may be its own receipt', () => {
    const refund = { kind: 'Refund', transactionType: 'RFND', parentReceipt: 'CWOGBZLN' } as const;
    expect(resolve(['trackingCodes', 'parent'], refund)).toMatchObject({ parentReceipt: 'CWOGBZLN' });
    expect(resolve(['trackingCodes', 'parent'], refund, known)).toMatchObject({ clickId: PARENT_CLICK_ID });
  });

  test('is left alone where the connection does not name it', () => {
    expect(resolve(['trackingCodes'], upsell, known)).toEqual({ found: false, reason: 'no-click-id' });
  });

  test.each<[ParentClickId, object]>([
    [{ status: 'unseen' }, { reason: 'needs-parent', parentReceipt: 'PARENT01' }],
    [{ status: 'seen-without' }, { reason: 'parent-without' }],
  ])('%j without an own one is told as what it is', (parent, result) => {
    expect(resolve(['trackingCodes', 'parent'], upsell, parent)).toEqual({ found: false, ...result });
  });
});
