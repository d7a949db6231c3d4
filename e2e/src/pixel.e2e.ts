import { randomBytes } from 'node:crypto';
import { INGEST_KEY } from './support/connections-yaml.js';
import { RelayUnderTest } from './support/relay-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const HITS_PER_MINUTE = 60;
const HITS_PER_MINUTE_PER_CONNECTION = 100;
const newClickId = () => randomBytes(12).toString('hex');

let relay: RelayUnderTest;
beforeAll(async () => {
  relay = await RelayUnderTest.start({
    serviceEnv: {
      ingest: {
        TRUSTED_PROXIES: '127.0.0.1',
        PIXEL_HITS_PER_MINUTE: String(HITS_PER_MINUTE),
        PIXEL_HITS_PER_MINUTE_PER_CONNECTION: String(HITS_PER_MINUTE_PER_CONNECTION),
      },
    },
  });
  await relay.apply(
    { id: 'matched', initiateCheckout: '{ type: InitiateCheckout, amount: 0 }' },
    { id: 'unmatched', more: 'pixel: { hosts: [pixel.example.test] }' },
    { id: 'flooded' },
    {
      id: 's2s',
      more: 'pixel: { events: { Initial Purchase: Sale } }\n    amount: { from: totalOrderAmount }',
      role: 'VENDOR',
    },
  );
});
afterAll(() => relay?.stop());
beforeEach(() => relay.clearBooks());

/** Each test comes from an address of its own, as browsers do. */
let address = 0;
beforeEach(() => (address += 1));
const hit = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(relay.stack.ingestUrl + path, {
    method,
    headers: { 'x-forwarded-for': `198.51.100.${address}`, ...headers },
  });

test('a hit becomes an InitiateCheckout conversion without money, once however often the page is loaded', async () => {
  const clickId = newClickId();
  // Beacons are posted.
  for (const method of ['GET', 'POST', 'GET']) {
    const answer = await hit(`/postback/matched?type=InitiateCheckout&clickid=${clickId}`, {}, method);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  const events = await relay.settled(3, '--connection', 'matched');
  expect(events.map(({ outcome }) => outcome).sort()).toEqual(['delivered', 'duplicate', 'duplicate']);
  expect(events.find(({ outcome }) => outcome === 'duplicate')?.cause).toBe('same-click');
  const postbacks = await relay.postbacks();
  expect(postbacks).toHaveLength(1);
  expect(postbacks[0]?.query).toMatchObject({ clickid: clickId, type: 'InitiateCheckout', sum: '0' });
});

test('a hit without a connection in its path is told by its host, and not sent where the matching says None', async () => {
  const answer = await hit(`/postback?type=InitiateCheckout&clickid=${newClickId()}&format=img`, {
    'x-forwarded-host': 'pixel.example.test',
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('image/gif');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  const image = Buffer.from(await answer.arrayBuffer());
  expect(image).toHaveLength(43);
  expect(image.subarray(0, 6).toString()).toBe('GIF89a');
  const events = await relay.settled(1, '--connection', 'unmatched');
  expect(events).toMatchObject([{ kind: 'InitiateCheckout', outcome: 'ignored', cause: 'matched-none' }]);
});

test.each(['INS', 'S2S'])('a purchase that S2S and INS both report counts once, %s first', async (first) => {
  const [receipt, clickId] = [newReceipt(), newClickId()];
  const macros = `role=VENDOR&event_type=Initial+Purchase&receipt_id=${receipt}&tid=${clickId}&total_transaction_amount=47.00`;
  const report = {
    INS: async () =>
      (await relay.notify('s2s', sampleNotification({ receipt, trackingCodes: [clickId] }))).status,
    S2S: async () => (await hit(`/postback/s2s?${macros}&key=${INGEST_KEY}`)).status,
  };
  expect(await (first === 'INS' ? report.INS() : report.S2S())).toBe(first === 'INS' ? 200 : 204);
  await relay.settled(1, '--receipt', receipt);
  expect(await (first === 'INS' ? report.S2S() : report.INS())).toBe(first === 'INS' ? 204 : 200);
  expect(await relay.settled(2, '--receipt', receipt)).toMatchObject([
    { kind: 'Sale', outcome: 'duplicate', cause: 'same-transaction' },
    { kind: 'Sale', outcome: 'delivered' },
  ]);
  expect((await relay.postbacks()).map(({ query }) => query['sum'])).toEqual(['47.00']);
});

test('without the key nobody reports a purchase or gives a receipt a click id, and nobody learns why not', async () => {
  const [receipt, clickId] = [newReceipt(), newClickId()];
  const purchase = `event_type=Initial+Purchase&receipt_id=${receipt}&tid=${newClickId()}`;
  const answers = await Promise.all(
    [
      `/postback/s2s?${purchase}`,
      `/postback/s2s?${purchase}&key=wrong`,
      `/postback/nobody?${purchase}`,
      `/postback?clickid=${newClickId()}`,
      `/postback/matched?clickid=${clickId}&receipt_id=${receipt}`,
    ].map((path) => hit(path)),
  );
  const seen = answers.map((answer) => [
    answer.status,
    ...[...answer.headers].filter(([name]) => name !== 'date').map(String),
  ]);
  for (const one of seen) expect(one).toEqual(seen[0]);
  const rejected = await relay.settled(4, '--outcome', 'rejected');
  expect(rejected.map(({ cause }) => cause).sort()).toEqual([
    'pixel-without-key',
    'pixel-without-key',
    'unknown-connection',
    'unknown-connection',
  ]);
  const checkout = (await relay.settled(1, '--connection', 'matched', '--click-id', clickId))[0];
  expect(checkout).toMatchObject({ kind: 'InitiateCheckout', outcome: 'delivered' });
  expect(checkout).not.toHaveProperty('receipt');
  expect(await relay.postbacks()).toHaveLength(1);
});

test('an address that calls too often is turned away for a while; others and ClickBank are not', async () => {
  const path = `/postback/unmatched?clickid=${newClickId()}`;
  const statuses = await Promise.all(Array.from({ length: HITS_PER_MINUTE + 5 }, () => hit(path)));
  const limited = statuses.filter(({ status }) => status === 429);
  expect(limited).toHaveLength(5);
  expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await hit(`${path}&key=${INGEST_KEY}`)).status).toBe(204);
  expect((await hit(path, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(204);
  expect((await relay.notify('matched', sampleNotification())).status).toBe(200);
});

test('browsers can’t use up the share of ClickBank’s S2S postbacks, nor learn which connections there are', async () => {
  const flood = async (path: string) => {
    const statuses: number[] = [];
    for (let i = 0; i < HITS_PER_MINUTE_PER_CONNECTION + 3; i++) {
      const from = { 'x-forwarded-for': `198.51.${100 + (i % 3)}.${address}` };
      statuses.push((await hit(path, from)).status);
    }
    address += 1;
    return statuses;
  };
  const wanted = [...Array<number>(HITS_PER_MINUTE_PER_CONNECTION).fill(204), 429, 429, 429];
  expect(await flood('/postback/flooded')).toEqual(wanted);
  expect(await flood('/postback/no-such-connection')).toEqual(wanted);
  expect((await hit(`/postback/flooded?key=${INGEST_KEY}`)).status).toBe(204);
});

test('a look whether the address exists is no hit', async () => {
  const before = (await relay.events('--connection', 'unmatched')).length;
  const url = `${relay.stack.ingestUrl}/postback/unmatched?clickid=${newClickId()}`;
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(204);
  expect(await relay.events('--connection', 'unmatched')).toHaveLength(before);
});

test('a slash at the end is no other address, and one that can’t be read is not repeated', async () => {
  expect((await hit(`/postback/unmatched/?clickid=${newClickId()}`)).status).toBe(204);
  for (const planted of ['%zzplanted', 'planted'.repeat(30)]) {
    const answer = await hit(`/postback/${planted}?clickid=planted`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('planted');
  }
});

test('the command line says what to paste where', async () => {
  expect(await relay.relay('pixel-url', 'matched')).toMatch(
    new RegExp(
      `Role +Seller[^]*Pixel URL +${relay.stack.ingestUrl}/postback/matched\\?type=InitiateCheckout\n`,
    ),
  );
  expect(await relay.relay('pixel-url', 'unmatched', '--role', 'affiliate')).toMatch(
    new RegExp(`Role +Affiliate[^]*${relay.stack.sandboxUrl}/postback\\?type=InitiateCheckout`),
  );
  expect(await relay.relay('pixel-url', 'matched', '--direct')).toMatch(
    /Pixel URL +\S+\/postback\?type=[^]*counted twice/,
  );
  const s2s = await relay.relay('pixel-url', 's2s', '--s2s');
  expect(s2s).toContain(`event_type={event_type}`);
  expect(s2s).toMatch(new RegExp(`&key=${INGEST_KEY}\n`));
  const link = await relay.relay(
    'hoplink',
    'https://hop.clickbank.net/?affiliate=x&vendor=acme&tid=old',
    '-c',
    's2s',
  );
  expect(link).toBe('https://hop.clickbank.net/?affiliate=x&vendor=acme&tid={clickid}\n');
});

// Last: it takes Redis away.
test('while Redis is away a hit is answered 503, not lost in silence', async () => {
  await relay.redis.kill('SIGKILL');
  const answer = await hit(`/postback/matched?clickid=${newClickId()}&format=img`);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toBe('');
  await relay.redis.restart();
});
