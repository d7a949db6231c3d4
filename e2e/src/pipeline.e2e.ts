import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@ins-relay/testkit';
import { CLICK_ID, newReceipt, sampleNotification } from './support/sample-notification.js';
import { RelayUnderTest } from './support/relay-under-test.js';

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start();
  await relay.apply({ id: 'acme' });
});
afterAll(() => relay?.stop());
beforeEach(() => relay.clearBooks());

function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, '../fixtures', name), 'utf8')) as T;
}

test('ClickBank’s genuine test notification verifies the connection', async () => {
  const capture = readFixture<{ secret: string; notification: string; iv: string }>(
    'v7-test-notification-genuine.json',
  );
  await relay.apply({ id: 'genuine', account: 'ketoboost1', secretKey: capture.secret });
  expect(await relay.relay('connections', 'show', 'genuine')).toMatch(/verified +not yet/);
  const { notification, iv } = capture;
  const response = await relay.post(relay.insUrl('genuine'), JSON.stringify({ notification, iv }));
  expect(response.status).toBe(200);
  expect(await relay.relay('connections', 'show', 'genuine')).toMatch(/verified +20\d\d-/);
  const [event] = await relay.settled(1, '--connection', 'genuine');
  expect(event).toMatchObject({ outcome: 'test', kind: 'TestTransactions' });
});

test('a real 8.0 sale goes in encrypted and comes out as the right postback', async () => {
  const { payload } = readFixture<{ payload: Record<string, unknown> }>('v8-sale-vendor-plain.json');
  await relay.apply({ id: 'v8', account: 'testvendor' });
  const trackingCodes = [CLICK_ID];
  expect((await relay.notify('v8', { ...payload, trackingCodes })).status).toBe(200);
  const [event] = await relay.settled(1, '--connection', 'v8');
  expect(event).toMatchObject({ outcome: 'delivered', receipt: 'TEST0001' });
  const [postback] = await relay.postbacks();
  expect(postback?.query).toEqual({
    clickid: CLICK_ID,
    sum: '28.94',
    type: 'Purchase',
    currency: 'USD',
    rdtk_event_id: event?.postbacks[0]?.rdtkEventId,
    eventid: 'TEST0001',
    product: 'Test Product',
    email: 'buyer@example.test',
    zip: '85050',
  });
});

test('a real 8.0 sale without a click id is unattributed, and loud', async () => {
  const { payload } = readFixture<{ payload: Record<string, unknown> }>('v8-sale-vendor-plain.json');
  await relay.apply({ id: 'v8-bare', account: 'testvendor' });
  await relay.notify('v8-bare', payload);
  const [event] = await relay.settled(1, '--connection', 'v8-bare');
  expect(event).toMatchObject({ outcome: 'unattributed', cause: 'no-click-id' });
  expect(await relay.events('--outcome', 'unattributed', '--receipt', 'test0001')).toHaveLength(1);
});

test('an unattributed sale is sent once it is given a click id, and its refund inherits that', async () => {
  await relay.apply({ id: 'assigned' });
  const receipt = newReceipt();
  await relay.notify('assigned', sampleNotification({ receipt, trackingCodes: undefined }));
  const [event] = await relay.settled(1, '--connection', 'assigned');
  expect(event?.outcome).toBe('unattributed');
  await relay.relay('assign-click', event?.eventId ?? '', CLICK_ID);
  expect(await relay.settled(1, '--connection', 'assigned')).toMatchObject([
    { outcome: 'delivered', clickId: CLICK_ID, clickIdSource: 'assigned' },
  ]);
  await relay.notify(
    'assigned',
    sampleNotification({ receipt, transactionType: 'RFND', trackingCodes: undefined }),
  );
  const [refund] = await relay.settled(2, '--connection', 'assigned');
  expect(refund).toMatchObject({
    kind: 'Refund',
    outcome: 'delivered',
    clickId: CLICK_ID,
    clickIdSource: 'parent',
  });
  expect(await relay.events('--click-id', CLICK_ID, '--connection', 'assigned')).toHaveLength(2);
});

test('the 6.0 sample goes in encrypted and comes out as the right postback', async () => {
  const { payload } = readFixture<{ payload: Record<string, unknown> }>('v6-sample-plain.json');
  await relay.apply({ id: 'v6', account: 'testacct' });
  expect((await relay.notify('v6', payload)).status).toBe(200);
  const [event] = await relay.settled(1, '--connection', 'v6');
  expect(event).toMatchObject({ outcome: 'delivered', receipt: 'CWOGBZLN', clickId: 'tracking_code' });
  const [postback] = await relay.postbacks();
  expect(postback?.query).toMatchObject({
    sum: '0.00',
    product: 'ProductTitle',
    email: 'test@example.com',
    zip: '89101',
  });
});

test('every event becomes its conversion type, with its sign', async () => {
  await relay.apply({ id: 'kinds' });
  const receipt = newReceipt();
  const upsellReceipt = newReceipt();
  const line = { itemNo: '2', productTitle: 'More', accountAmount: 10, quantity: 1, lineItemType: 'UPSELL' };
  const payloads = [
    sampleNotification({ receipt }),
    sampleNotification({
      receipt: upsellReceipt,
      lineItems: [line],
      upsell: { upsellOriginalReceipt: receipt },
    }),
    sampleNotification({ receipt: `${receipt}-B002`, transactionType: 'BILL' }),
    sampleNotification({ receipt, transactionType: 'RFND', trackingCodes: undefined }),
    sampleNotification({ receipt: `${receipt}-B002`, transactionType: 'CGBK', totalAccountAmount: -28.94 }),
    sampleNotification({ receipt, transactionType: 'CANCEL-REBILL', trackingCodes: undefined }),
    sampleNotification({ receipt, transactionType: 'UNCANCEL-REBILL' }),
    sampleNotification({ receipt, transactionType: 'SUBSCRIPTION-CHG' }),
    sampleNotification({ receipt: undefined, transactionType: 'ABANDONED_ORDER', lineItems: undefined }),
    sampleNotification({ receipt: newReceipt(), transactionType: 'TEST_SALE' }),
    sampleNotification({ receipt: newReceipt(), transactionType: 'NEVER_HEARD_OF' }),
  ];
  for (const payload of payloads) expect((await relay.notify('kinds', payload)).status).toBe(200);
  const events = await relay.settled(payloads.length, '--connection', 'kinds');
  const sent = events.map((event) => {
    const [postback] = event.postbacks;
    return `${event.kind}: ${postback === undefined ? event.outcome : `${postback.conversionType} ${postback.sum}`}`;
  });
  expect(sent.sort()).toEqual(
    [
      'Sale: Purchase 28.94',
      'Upsell: Upsell 28.94',
      'Rebill: Rebill 28.94',
      'Refund: Refund -28.94',
      'Chargeback: Chargeback -28.94',
      'CancelRebill: CancelRebill 0',
      'UncancelRebill: ignored',
      'SubscriptionChange: ignored',
      'CartAbandonment: CartAbandonment 0',
      'TestTransactions: test',
      'Other: ignored',
    ].sort(),
  );
});

test('the same notification five times is delivered once', async () => {
  await relay.apply({ id: 'repeated' });
  const payload = sampleNotification();
  for (let attemptCount = 1; attemptCount <= 5; attemptCount++) {
    expect((await relay.notify('repeated', { ...payload, attemptCount })).status).toBe(200);
  }
  const events = await relay.settled(5, '--connection', 'repeated');
  const delivered = events.filter((event) => event.outcome === 'delivered');
  const duplicates = events.filter((event) => event.outcome === 'duplicate');
  expect(delivered).toHaveLength(1);
  expect(duplicates.map((event) => event.duplicateOf)).toEqual(Array(4).fill(delivered[0]?.eventId));
  expect(await relay.postbacks()).toHaveLength(1);
});

test('an upsell without a click id that comes before its original waits for it and inherits', async () => {
  await relay.apply({ id: 'family' });
  const original = newReceipt();
  const upsell = sampleNotification({
    upsell: { upsellOriginalReceipt: original },
    trackingCodes: undefined,
  });
  await relay.notify('family', upsell);
  await waitFor(async () => (await relay.events('--connection', 'family'))[0]?.waitingUntilMs !== undefined, {
    describe: 'the upsell to wait',
    intervalMs: 100,
  });
  await relay.notify('family', sampleNotification({ receipt: original }));
  const events = await relay.settled(2, '--connection', 'family');
  expect(events.map((event) => [event.kind, event.outcome, event.clickId])).toEqual(
    expect.arrayContaining([
      ['Upsell', 'delivered', CLICK_ID],
      ['Sale', 'delivered', CLICK_ID],
    ]),
  );
});

test('sales that were rejected for a mistyped secret key are accepted once it is corrected', async () => {
  await relay.apply({ id: 'typo', secretKey: 'MISTYPED12345678' });
  const payloads = [sampleNotification(), sampleNotification(), sampleNotification()];
  for (const payload of payloads) expect((await relay.notify('typo', payload)).status).toBe(400);
  expect(await relay.settled(3, '--connection', 'typo', '--outcome', 'rejected')).toMatchObject(
    payloads.map(() => ({ cause: 'wrong-secret-key' })),
  );
  await relay.apply({ id: 'typo' });
  expect(await relay.relay('reverify', 'typo')).toMatch(/3 of 3 kept calls verify now/);
  const events = await relay.settled(3, '--connection', 'typo');
  expect(events.map((event) => event.outcome)).toEqual(['delivered', 'delivered', 'delivered']);
  expect(await relay.relay('reverify', 'typo')).toMatch(/0 of 0/);
});

test('events of a paused connection wait, visible, and go out when it is resumed', async () => {
  await relay.apply({ id: 'paused', enabled: false });
  expect((await relay.notify('paused', sampleNotification())).status).toBe(200);
  await waitFor(async () => (await relay.events('--connection', 'paused'))[0]?.isHeld, {
    describe: 'it to be held',
  });
  await relay.relay('connections', 'resume', 'paused');
  const [event] = await relay.settled(1, '--connection', 'paused');
  expect(event).toMatchObject({ outcome: 'delivered', isHeld: false });
});

test('a failing RedTrack is tried again with the same rdtk_event_id until it accepts', async () => {
  await relay.apply({ id: 'retried' });
  await relay.setFault({ mode: 'status', status: 503, times: 2 });
  await relay.notify('retried', sampleNotification());
  const [event] = await relay.settled(1, '--connection', 'retried');
  expect(event).toMatchObject({ outcome: 'delivered', postbacks: [{ attempts: 3 }] });
  const ids = (await relay.postbacks()).map((postback) => postback.query['rdtk_event_id']);
  expect(ids).toEqual(Array(3).fill(event?.postbacks[0]?.rdtkEventId));
});

test('what RedTrack refuses is failed at once, kept, and delivered by a replay with the same rdtk_event_id', async () => {
  await relay.apply({ id: 'refused' });
  await relay.setFault({ mode: 'status', status: 404, times: 1 });
  await relay.notify('refused', sampleNotification());
  const [failed] = await relay.settled(1, '--connection', 'refused');
  expect(failed).toMatchObject({
    outcome: 'failed',
    cause: 'refused-by-redtrack',
    postbacks: [{ attempts: 1 }],
  });
  expect(await relay.relay('replay', '-c', 'refused', '-o', 'failed', '--dry-run')).toMatch(
    /^1 event will be mapped/,
  );
  await relay.relay('replay', '-c', 'refused', '-o', 'failed', '--yes');
  const [event] = await relay.settled(1, '--connection', 'refused');
  expect(event?.outcome).toBe('delivered');
  expect(event?.postbacks[0]?.rdtkEventId).toBe(failed?.postbacks[0]?.rdtkEventId);
});

test('a RedTrack that fails for ever uses up the attempts, and the event is failed', async () => {
  await relay.apply({ id: 'hopeless', attempts: 3 });
  await relay.setFault({ mode: 'reset' });
  await relay.notify('hopeless', sampleNotification());
  const [event] = await relay.settled(1, '--connection', 'hopeless');
  await relay.setFault({ mode: 'none' });
  expect(event).toMatchObject({ outcome: 'failed', cause: 'attempts-used-up', postbacks: [{ attempts: 3 }] });
});

test('relay show tells the whole story of a receipt, without the customer', async () => {
  await relay.apply({ id: 'story' });
  const receipt = newReceipt();
  await relay.notify('story', sampleNotification({ receipt }));
  await relay.settled(1, '--connection', 'story');
  const story = await relay.relay('show', receipt);
  expect(story).toMatch(
    /Received and decoded[^]*Matched by event matching[^]*Attempt 1[^]*status 200[^]*Delivered/,
  );
  expect(story).toMatch(/GET http.*clickid=/);
  expect(story).not.toMatch(/planted/i);
  expect(await relay.relay('show', receipt, '--reveal')).toMatch(/planted\.buyer@example\.test/);
});

test('no log line of any service tells the customer or a secret', () => {
  const processes = Object.values(relay.stack.processes).flat();
  const output = processes.filter((one) => !one.name.startsWith('sandbox')).flatMap((one) => one.outputLines);
  expect(output.length).toBeGreaterThan(50);
  expect(output.join('\n')).not.toMatch(/planted|E2ESECRETKEY|e2eIngestKey/i);
});
