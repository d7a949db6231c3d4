import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { AmountSource, Connection, EventKind, RelayEvent } from '@ins-relay/contracts';
import { CLICK_ID, sampleEvent } from '../test/sample-event.js';
import { checkClickIdSource } from './click-id-sources.js';
import { decideAmount } from './decide-amount.js';
import { deriveIdentity } from './derive-identity.js';
import { deriveRdtkEventId } from './derive-rdtk-event-id.js';
import { draftPostbacks } from './draft-postbacks.js';
import { mapEvent } from '../test/map-event.js';
import { matchEvent } from './match-event.js';
import { resolveClickId, type ParentClickId } from './resolve-click-id.js';
import { compileRules } from './rules.js';
import { compileTemplate, renderTemplate } from './template.js';

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(__dirname, '..', path), 'utf8')) as T;
const connection = readJson<Connection>('fixtures/connection.json');

describe('golden files: an event becomes exactly these postbacks', () => {
  interface Golden {
    /** A file of `fixtures/`. */
    connection: string;
    /** What differs from the sample; null removes a field. */
    event: Record<string, unknown>;
    clickId: string;
    decision: unknown;
  }
  test.each(readdirSync(join(__dirname, '../golden')))('%s', (name) => {
    const golden = readJson<Golden>(`golden/${name}`);
    const given = Object.entries(golden.event).map(([name, value]) => [name, value ?? undefined]);
    const event = sampleEvent(Object.fromEntries(given) as Partial<RelayEvent>);
    const goldenConnection = readJson<Connection>(`fixtures/${golden.connection}.json`);
    expect(mapEvent(event, goldenConnection, golden.clickId, 'e1')).toEqual(golden.decision);
  });
});

describe('identity', () => {
  const key = (overrides: Partial<RelayEvent> = {}) => deriveIdentity(sampleEvent(overrides)).key;

  test('does not depend on what a re-send changes', () => {
    expect(key({ attemptCount: 5, version: '8.0', lineItems: [], transactionTimeRaw: 'x' })).toBe(key());
    expect(key({ transactionTime: '2030-01-01T00:00:00.000Z' })).toBe(key());
  });

  test.each<[string, Partial<RelayEvent>]>([
    ['receipt', { receipt: 'CWOGBZLM' }],
    ['transaction type', { transactionType: 'RFND' }],
    ['role', { role: 'AFFILIATE' }],
    ['account', { account: 'other' }],
  ])('differs by %s', (_name, overrides) => {
    expect(key(overrides)).not.toBe(key());
  });

  test.each(['RFND', 'CGBK', 'CANCEL-REBILL', 'UNCANCEL-REBILL', 'SUBSCRIPTION-CHG'])(
    'a second %s of a receipt, at another time, is another transaction',
    (transactionType) => {
      const later = { transactionType, transactionTime: '2026-11-24T12:15:00.000Z' };
      expect(key(later)).not.toBe(key({ transactionType }));
      expect(key(later)).toBe(key({ ...later, attemptCount: 3 }));
    },
  );

  test('abandoned carts without a receipt are told apart by time, customer and cart', () => {
    const cart = { transactionType: 'ABANDONED-ORDER', receipt: undefined };
    expect(key(cart)).toBe(key({ ...cart, attemptCount: 2 }));
    expect(key({ ...cart, customer: { email: 'other@example.test' } })).not.toBe(key(cart));
    expect(key({ ...cart, lineItems: [{ itemNo: '9' }] })).not.toBe(key(cart));
  });

  test('TEST is never deduped, TEST-SALE is', () => {
    expect(deriveIdentity(sampleEvent({ transactionType: 'TEST' })).dedupe).toBe('never');
    expect(deriveIdentity(sampleEvent({ transactionType: 'TEST-SALE' })).dedupe).toBe('for-good');
  });

  test('no two different pairs of fields look alike', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        const same = key({ account: a, role: b }) === key({ account: c, role: d });
        expect(same).toBe(a === c && b === d);
      }),
    );
  });
});

describe('rdtk_event_id', () => {
  test('can be read, and is the same whenever and wherever it is made', () => {
    const id = deriveRdtkEventId(sampleEvent(), 1, 'e1');
    expect(id).toMatch(/^CWOGBZLN-SALE-[0-9a-f]{16}$/);
    expect(deriveRdtkEventId(sampleEvent({ attemptCount: 4 }), 1, 'e2')).toBe(id);
    expect(deriveRdtkEventId(sampleEvent(), 2, 'e1')).toBe(`${id}-2`);
  });

  test('has only characters that survive everywhere, and at most a hundred', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        fc.string({ maxLength: 300 }),
        (receipt, transactionType) => {
          expect(deriveRdtkEventId(sampleEvent({ receipt, transactionType }), 1, 'e1')).toMatch(
            /^[A-Za-z0-9-]{20,100}$/,
          );
        },
      ),
    );
  });

  test('tells apart what is never deduped', () => {
    const event = sampleEvent({ transactionType: 'TEST', receipt: undefined });
    expect(deriveRdtkEventId(event, 1, 'e1')).not.toBe(deriveRdtkEventId(event, 1, 'e2'));
  });
});

describe('click id', () => {
  const notAsked: ParentClickId = { status: 'not-asked' };
  const resolve = (overrides: Partial<RelayEvent>, parent: ParentClickId = notAsked) =>
    resolveClickId(sampleEvent({ trackingCodes: [], ...overrides }), connection.clickId, parent);

  test('is taken from the places of the connection, in their order', () => {
    expect(resolve({ trackingCodes: [' ', CLICK_ID] })).toMatchObject({
      clickId: CLICK_ID,
      source: 'trackingCodes',
    });
    expect(
      resolve({ affiliateTracking: { extclid: 'x1' }, vendorVariables: { clickid: 'x2' } }),
    ).toMatchObject({
      clickId: 'x1',
      source: 'extclid',
      looksValid: false,
    });
    expect(resolve({ vendorVariables: { clickid: 'x2', tid: 'x3' } })).toMatchObject({ clickId: 'x2' });
  });

  test('that looks like RedTrack’s wins over one that does not', () => {
    expect(
      resolve({ trackingCodes: ['newsletter'], affiliateTracking: { extclid: CLICK_ID } }),
    ).toMatchObject({
      clickId: CLICK_ID,
      looksValid: true,
    });
  });

  test('of the parent is asked for only when there is no own one', () => {
    expect(resolve({})).toEqual({ found: false, reason: 'no-click-id' });
    expect(resolve({ parentReceipt: 'PARENT01' })).toEqual({
      found: false,
      reason: 'needs-parent',
      parentReceipt: 'PARENT01',
    });
    expect(resolve({ parentReceipt: 'P' }, { status: 'known', clickId: CLICK_ID })).toMatchObject({
      source: 'parent',
    });
    expect(resolve({ parentReceipt: 'P' }, { status: 'seen-without' })).toMatchObject({
      reason: 'parent-without',
    });
  });

  test('is nothing endless and nothing with control characters', () => {
    expect(resolve({ trackingCodes: ['x'.repeat(300), 'a\nb', '__proto__'] })).toMatchObject({
      clickId: '__proto__',
    });
  });

  test('a place that does not exist is refused, with the one that was meant', () => {
    expect(checkClickIdSource('trackingCode')).toMatchObject({
      problem: expect.stringMatching(/did you mean trackingCodes\?/) as unknown,
    });
    expect(checkClickIdSource('vendorVariables.tid').ok).toBe(true);
    expect(checkClickIdSource('vendorVariables.').ok).toBe(false);
  });
});

describe('amounts', () => {
  const decide = (overrides: Partial<RelayEvent>, from: AmountSource = 'totalAccountAmount') =>
    decideAmount(sampleEvent(overrides), { type: 'X' }, from);

  test.each<[EventKind, string]>([
    ['Sale', '28.94'],
    ['Rebill', '28.94'],
    ['Refund', '-28.94'],
    ['Chargeback', '-28.94'],
  ])('of a %s has its sign', (kind, sum) => {
    expect(decide({ kind })).toMatchObject({ ok: true, sum });
  });

  test.each<[AmountSource, string]>([
    ['totalOrderAmount', '47.00'],
    ['orderMinusTax', '43.50'],
    ['affiliatePayout', '0.30'],
  ])('come from %s where the connection says so', (from, sum) => {
    const lineItems = [{ affiliatePayout: '0.10' }, { affiliatePayout: '0.20' }, {}];
    expect(decide({ lineItems }, from)).toMatchObject({ sum });
  });

  test('of the match win over those of the connection, and a fixed one over all', () => {
    const event = sampleEvent({ kind: 'Refund' });
    expect(
      decideAmount(event, { type: 'X', amountFrom: 'totalOrderAmount', sign: 'positive' }, 'orderMinusTax'),
    ).toEqual({ ok: true, sum: '47.00', source: 'totalOrderAmount' });
    expect(decideAmount(event, { type: 'X', amount: '5.00' }, 'orderMinusTax')).toMatchObject({
      sum: '-5.00',
    });
    expect(decideAmount(event, { type: 'X', sign: 'zero' }, 'orderMinusTax')).toMatchObject({ sum: '0' });
  });

  test('that are missing fail for what moves money, and are 0 for what does not', () => {
    const missing = { totalAccountAmount: undefined };
    expect(decide(missing)).toEqual({
      ok: false,
      cause: 'amount-unreadable',
      detail: 'totalAccountAmount is missing',
    });
    expect(decide({ ...missing, kind: 'CartAbandonment' })).toMatchObject({ sum: '0' });
    expect(decide({ ...missing, kind: 'CartAbandonment', unreadable: ['totalAccountAmount'] }).ok).toBe(
      false,
    );
    expect(decide({ lineItems: [] }, 'affiliatePayout')).toMatchObject({
      ok: false,
      detail: 'lineItems.affiliatePayout is missing',
    });
  });

  test('are exact to the cent, and never -0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.integer({ min: 0, max: 10 ** 6 }),
        (order, tax) => {
          const write = (cents: number) =>
            `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
          const event = {
            kind: 'Refund' as const,
            totalOrderAmount: write(order + tax),
            totalTaxAmount: write(tax),
          };
          expect(decide(event, 'orderMinusTax')).toMatchObject({
            sum: order === 0 ? '0.00' : `-${write(order)}`,
          });
        },
      ),
    );
  });
});

describe('templates', () => {
  const extras = { clickId: CLICK_ID, amount: '28.94', type: 'Purchase' };
  const render = (text: string, overrides: Partial<RelayEvent> = {}) => {
    const compiled = compileTemplate(text);
    if (!compiled.ok) throw new Error(compiled.problem);
    return renderTemplate(compiled.template, sampleEvent(overrides), extras);
  };

  test.each([
    ['{receipt}', 'CWOGBZLN'],
    ['{lineItems.0.productTitle}', 'Guide'],
    ['{lineItems.7.productTitle}', ''],
    ['{customer.email | lower}', 'buyer@example.test'],
    ['{kind|lower|sha256}', createHash('sha256').update('sale').digest('hex')],
    ['{customer.phone | sha256}', ''],
    ["{customer.phone | default:'none'}", 'none'],
    ['{transactionTime | date}', '2026-11-23'],
    ['{amount} {type} {clickId}', `28.94 Purchase ${CLICK_ID}`],
    ['{vendorVariables.whatever}', ''],
    ['{{literal}} text', '{literal} text'],
    ['', ''],
  ])('%s renders', (text, value) => {
    expect(render(text)).toBe(value);
  });

  test.each([
    ['{custmer.email}', /no field "custmer.email"; did you mean \{customer.email\}\? \(column 1\)/],
    ['id {reciept}', /did you mean \{receipt\}\? \(column 4\)/],
    ['{customer.constructor}', /no field/],
    ['{receipt | shout}', /no filter "shout"/],
    ['{receipt', /column 1 has no partner/],
    ['}', /column 1 has no partner/],
    ['{}', /no field ""/],
  ])('%s is refused', (text, problem) => {
    expect(compileTemplate(text)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(problem) as unknown,
    });
  });

  test('compile or say why, whatever the text, and what compiled renders', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const compiled = compileTemplate(text);
        if (compiled.ok)
          expect(typeof renderTemplate(compiled.template, sampleEvent(), extras)).toBe('string');
        else expect(compiled.problem).not.toBe('');
      }),
    );
  });
});

describe('rules', () => {
  const compile = (when: string) => compileRules([{ name: 'r', when, ignore: 'x' }]);

  test.each([
    ['event.knd == "Sale"', /No such key: knd \(column 7\)/],
    ['event.lineItems.exists(i, i.itmNo == "1")', /No such key: itmNo \(column 29\)/],
    ['event.kind ==', /column 14/],
    ['event.kind', /it is a string; a condition has to be true or false/],
    ['event.kind.matches("(a+)+$")', /use contains/],
    ['evnt.kind == "Sale"', /evnt/],
  ])('%s is refused, pointing at the column', (when, problem) => {
    expect(compile(when)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) as unknown });
  });

  test('one that fails on an event quarantines it, and no later rule is looked at', () => {
    const rules = [
      { name: 'breaks', when: 'event.lineItems[5].itemNo == "1"', ignore: 'x' },
      { name: 'all', when: 'true', ignore: 'y' },
    ];
    expect(matchEvent(sampleEvent(), { ...connection, rules })).toMatchObject({
      decision: 'quarantine',
      cause: 'rule-failed',
      detail: expect.stringMatching(/^rule breaks: .*out of bounds/) as unknown,
    });
  });

  test('that do not compile quarantine every event instead of being skipped', () => {
    const rules = [{ name: 'old', when: 'event.gone', ignore: 'x' }];
    expect(matchEvent(sampleEvent(), { ...connection, rules })).toMatchObject({ cause: 'rule-failed' });
  });

  test('never see test transactions unless those are matched', () => {
    const rules = [{ name: 'all', when: 'true', send: [{ type: 'Purchase' }] }];
    const event = sampleEvent({ kind: 'TestTransactions', transactionType: 'TEST-SALE' });
    expect(matchEvent(event, { ...connection, rules })).toEqual({ decision: 'test' });
  });
});

test('a template that names an unknown field quarantines the event', () => {
  const parameters = [{ name: 'email', role: null, value: '{custmer.email}' }];
  const matched = { decision: 'send', matchedBy: 'event matching', matches: [{ type: 'Purchase' }] } as const;
  expect(
    draftPostbacks(matched, sampleEvent(), {
      connection: { ...connection, parameters },
      clickId: CLICK_ID,
      eventId: 'e1',
      findConnection: () => undefined,
    }),
  ).toMatchObject({
    decision: 'quarantine',
    cause: 'template-unknown-field',
  });
});
