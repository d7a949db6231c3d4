import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_KINDS, type Connection, type EventMatch, type RelayEvent } from '@ins-relay/contracts';
import { CLICK_ID, sampleEvent } from '../test/sample-event.js';
import { mapEvent } from '../test/map-event.js';

const connection = JSON.parse(
  readFileSync(join(__dirname, '../fixtures/connection.json'), 'utf8'),
) as Connection;
const map = (overrides: Partial<Connection>, event = sampleEvent()) =>
  mapEvent(event, { ...connection, rules: [], ...overrides }, CLICK_ID, 'e1');

test('a postback is the same however often it is made, and whatever came in between', () => {
  const before = map({});
  map({ rules: [{ name: 'r', when: 'event.amount > 1.0', send: [{ type: 'Other' }] }] });
  expect(map({})).toEqual(before);
});

test('another conversion type does not change the event id, so a replay never counts twice', () => {
  const ids = ['Purchase', 'Lead'].map((type) => {
    const decision = map({ events: { Sale: { type } } });
    return decision.decision === 'send' ? decision.postbacks.map((postback) => postback.rdtkEventId) : [];
  });
  expect(ids[0]).toHaveLength(1);
  expect(ids[1]).toEqual(ids[0]);
});

test('an event that is not mentioned is not sent, whatever its kind', () => {
  for (const kind of EVENT_KINDS) {
    const { decision } = map({ events: {} }, sampleEvent({ kind }));
    expect({ kind, decision }).toEqual({ kind, decision: kind === 'TestTransactions' ? 'test' : 'ignore' });
  }
});

test.each(['', 'track.example.com', 'ftp://track.example.com', 'https://'])(
  'with the tracking domain %p the event is quarantined, not retried for ever',
  (trackingDomain) => {
    const decision = map({ redtrack: { ...connection.redtrack, trackingDomain } });
    expect(decision).toMatchObject({ decision: 'quarantine', cause: 'destination-invalid' });
  },
);

test('a click id that looks like none of RedTrack’s is sent all the same, and told', () => {
  const decision = mapEvent(sampleEvent(), connection, 'newsletter', 'e1');
  expect(decision).toMatchObject({ looksValidClickId: false, postbacks: [{ clickId: 'newsletter' }] });
});

test('of several postbacks, all are sent or none', () => {
  const send = [
    { type: 'Lead', amount: '0' },
    { type: 'Purchase', amountFrom: 'affiliatePayout' as const },
  ];
  const decision = map({ rules: [{ name: 'both', when: 'true', send }] });
  expect(decision).toEqual({
    decision: 'quarantine',
    cause: 'amount-unreadable',
    detail: 'lineItems.affiliatePayout is missing',
  });
});

test('test notifications that are sent are told apart by their event', () => {
  const test = sampleEvent({ kind: 'TestTransactions', transactionType: 'TEST', receipt: undefined });
  const events: Connection['events'] = { TestTransactions: { type: 'Test' } };
  const ids = ['e1', 'e2', 'e1'].map((eventId) => {
    const decision = mapEvent(test, { ...connection, events }, CLICK_ID, eventId);
    return decision.decision === 'send' ? decision.postbacks[0]?.rdtkEventId : undefined;
  });
  expect(ids[0]).toMatch(/^NORECEIPT-TEST-[0-9a-f]{16}$/);
  expect(ids[1]).not.toBe(ids[0]);
  expect(ids[2]).toBe(ids[0]);
});

describe('the currency', () => {
  const order = sampleEvent({ currency: 'EUR' });
  const currencyOf = (match: EventMatch, redtrack = connection.redtrack) => {
    const decision = map({ events: { Sale: match }, redtrack }, order);
    return decision.decision === 'send' ? decision.postbacks[0]?.currency : decision;
  };

  test('of what the account earns is the connection’s, of what the customer paid the order’s own', () => {
    expect(currencyOf({ type: 'P' })).toBe('USD');
    expect(currencyOf({ type: 'P', amountFrom: 'totalOrderAmount' })).toBe('EUR');
    expect(currencyOf({ type: 'P', amountFrom: 'orderMinusTax' })).toBe('EUR');
    expect(currencyOf({ type: 'P', amountExpression: 'event.amount * 2' })).toBe('USD');
  });

  test('is what the event matching says, where it says one', () => {
    expect(currencyOf({ type: 'P', amountFrom: 'totalOrderAmount', currency: 'GBP' })).toBe('GBP');
  });

  test('is left out where the connection leaves it out', () => {
    const redtrack = { ...connection.redtrack, currency: null };
    expect(currencyOf({ type: 'P', amountFrom: 'totalOrderAmount', currency: 'GBP' }, redtrack)).toBeNull();
  });
});

describe('a match with parameters of its own', () => {
  test('replaces those of the same name and adds the rest', () => {
    const parameters = [
      { name: 'product', role: null, value: 'bundle' },
      { name: 'sub1', role: null, value: '{affiliate | default:"-"}' },
    ];
    const decision = map({ events: { Sale: { type: 'P', parameters } } });
    expect(decision).toMatchObject({
      postbacks: [
        {
          parameters: [
            { name: 'eventid', value: 'CWOGBZLN' },
            { name: 'product', value: 'bundle' },
            { name: 'email', value: 'Buyer@Example.test' },
            { name: 'zip', value: '85050' },
            { name: 'sub1', value: '-' },
          ],
        },
      ],
    });
  });
});

describe('an amount by expression', () => {
  const sumOf = (amountExpression: string, overrides: Partial<RelayEvent> = {}) => {
    const decision = map({ events: { Sale: { type: 'P', amountExpression } } }, sampleEvent(overrides));
    return decision.decision === 'send' ? decision.postbacks[0]?.sum : decision;
  };

  test.each([
    ['event.orderAmount - event.taxAmount', '43.50'],
    ['event.amount * 0.1', '2.89'],
    ['event.amount * 0.5 + 0.005', '14.48'],
    ['event.lineItems.size() * 5', '5.00'],
    ['event.amount > 20 ? event.amount : event.amount - event.amount', '28.94'],
  ])('%s is %s, exact and rounded half up', (expression, sum) => {
    expect(sumOf(expression)).toBe(sum);
  });

  test('sends nothing where it is negative, divides by zero, or looks at what is missing', () => {
    const causes = { decision: 'quarantine', cause: 'amount-unreadable' };
    expect(sumOf('event.amount - 100')).toMatchObject({
      ...causes,
      detail: 'event.amount - 100 is negative',
    });
    expect(sumOf('event.amount / 0')).toMatchObject({
      ...causes,
      detail: 'event.amount / 0: it divides by zero',
    });
    const missing = { ...causes, detail: 'totalOrderAmount is missing' };
    expect(sumOf('event.orderAmount', { totalOrderAmount: undefined })).toMatchObject(missing);
  });

  test('that does not compile, stored by another release, quarantines', () => {
    expect(sumOf('event.gone')).toMatchObject({ decision: 'quarantine', cause: 'amount-unreadable' });
  });
});
