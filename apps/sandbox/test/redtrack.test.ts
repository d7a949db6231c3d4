import { startTestSandbox, type TestSandbox } from './start-test-sandbox.js';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.call('DELETE', '/redtrack/books');
  await sandbox.call('PUT', '/redtrack/fault', { mode: 'none' });
  await sandbox.call('PUT', '/redtrack/duplicate-mode', { mode: 'ignore-by-event-id' });
});

const send = (query: Record<string, string>) =>
  sandbox.call('GET', `/postback?${new URLSearchParams(query).toString()}`);
const sale = { clickid: 'c1', sum: '28.94', type: 'Purchase', rdtk_event_id: 'e1' };
const summarize = async () => (await sandbox.call('GET', '/redtrack/summary')).body;

test('a retried postback is booked once, and every request stays in the log', async () => {
  for (let i = 0; i < 3; i++) expect((await send(sale)).status).toBe(200);
  expect(await summarize()).toMatchObject({
    requests: 3,
    conversions: 1,
    duplicatesDropped: 2,
    sum: '28.94',
    byType: { Purchase: { count: 1, sum: '28.94' } },
    eventIds: { distinct: 1, countedMoreThanOnce: {}, missing: 0 },
  });
  const { items } = (await sandbox.call('GET', '/redtrack/log')).body as { items: { result: string }[] };
  expect(items.map((item) => item.result)).toEqual(['drop', 'drop', 'create']);
  expect(items[0]).toMatchObject({ query: sale, host: expect.stringContaining('127.0.0.1') as string });
});

test('the conversions are listed as the API of RedTrack does', async () => {
  await send({ ...sale, sub1: 'x', currency: 'USD' });
  await send({ clickid: 'c2', type: 'Refund', sum: '-5.00', rdtk_event_id: 'e2' });
  const today = new Date().toISOString().slice(0, 10);
  const query = `api_key=k&date_from=2020-01-01&date_to=${today}&type=Purchase&page=1&per=10`;
  const { body } = await sandbox.call('GET', `/conversions?${query}`);
  expect(body).toMatchObject({
    total: 1,
    items: [{ clickid: 'c1', payout: 28.94, currency: 'USD', deduplicate_token: 'e1', p_sub1: 'x' }],
  });
});

test('a postback without a click id, or with an unreadable sum, is refused and counted', async () => {
  expect((await send({ sum: '1' })).status).toBe(400);
  expect((await send({ ...sale, sum: '1,50' })).status).toBe(400);
  expect(await summarize()).toMatchObject({ refused: 2, conversions: 0 });
});

test('another duplicate mode can be set, for one type too', async () => {
  await sandbox.call('PUT', '/redtrack/duplicate-mode', { mode: 'create-new', type: 'Upsell' });
  for (let i = 0; i < 2; i++) await send({ ...sale, type: 'Upsell' });
  expect(await summarize()).toMatchObject({ conversions: 2, eventIds: { countedMoreThanOnce: { e1: 2 } } });
});

test('the fault "status" answers as told and books nothing, for so many requests', async () => {
  const fault = { mode: 'status', status: 429, retryAfterSeconds: 7, times: 1 };
  await sandbox.call('PUT', '/redtrack/fault', fault);
  const response = await fetch(`${sandbox.url}/postback?${new URLSearchParams(sale).toString()}`);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await send(sale)).status).toBe(200);
  expect(await summarize()).toMatchObject({ requests: 2, notBooked: 1, conversions: 1 });
});

test('the fault "reset" drops the connection and books nothing', async () => {
  await sandbox.call('PUT', '/redtrack/fault', { mode: 'reset', times: 1 });
  await expect(send(sale)).rejects.toThrow(/fetch failed/);
  expect(await summarize()).toMatchObject({ conversions: 0, notBooked: 1 });
});

test('the fault "accept-then-hang" books and never answers', async () => {
  await sandbox.call('PUT', '/redtrack/fault', { mode: 'accept-then-hang', clickidPattern: '^c1$' });
  const signal = AbortSignal.timeout(100);
  await expect(
    fetch(`${sandbox.url}/postback?${new URLSearchParams(sale).toString()}`, { signal }),
  ).rejects.toThrow();
  expect(await summarize()).toMatchObject({ conversions: 1 });
  expect((await send({ ...sale, clickid: 'c2', rdtk_event_id: 'e2' })).status).toBe(200);
});

test('the fault "stall" answers late', async () => {
  await sandbox.call('PUT', '/redtrack/fault', { mode: 'stall', stallMs: 60, times: 1 });
  const startedAt = performance.now();
  expect((await send(sale)).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(55);
});

test('what is ordered wrongly is refused with the field', async () => {
  expect(await sandbox.call('PUT', '/redtrack/fault', { mode: 'explode' })).toMatchObject({ status: 400 });
  const wrong = await sandbox.call('PUT', '/redtrack/fault', { mode: 'reset', clickidPattern: '(' });
  expect(JSON.stringify(wrong.body)).toContain('clickidPattern');
});

test('it is live and ready', async () => {
  expect((await sandbox.call('GET', '/health/live')).status).toBe(200);
  expect((await sandbox.call('GET', '/health/ready')).status).toBe(200);
});

test('an offer source tells its duplicate mode to whoever has an API key', async () => {
  expect((await sandbox.call('GET', '/networks/n1')).status).toBe(401);
  expect((await sandbox.call('GET', '/networks/n1?api_key=k')).body).toMatchObject({
    id: 'n1',
    postback_mode: 'ignore-by-event-id',
  });
  await sandbox.call('PUT', '/redtrack/duplicate-mode', { mode: 'edit' });
  expect((await sandbox.call('GET', '/networks/n1?api_key=k')).body).toMatchObject({ postback_mode: 'edit' });
});
