import { getFreePort, startHttpServer, waitFor, type TestHttpServer } from '@ins-relay/testkit';
import { RelayUnderTest } from './support/relay-under-test.js';
import { CLICK_ID, newReceipt, sampleNotification } from './support/sample-notification.js';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly service: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<Span, 'service'>[] }[];
  }[];
}

const FAST = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_BSP_SCHEDULE_DELAY: '100' };

let collector: TestHttpServer;
let relay: RelayUnderTest | undefined;
let told: string[];

beforeEach(async () => {
  told = [];
  collector = await startHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    told.push(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
afterEach(async () => {
  await relay?.stop();
  relay = undefined;
  await collector.close();
});

function read(attributes: Span['attributes'], key: string): unknown {
  return Object.values(attributes.find((attribute) => attribute.key === key)?.value ?? {})[0];
}

function spansOf(receipt: string): Span[] {
  const spans = told.flatMap((text) =>
    (JSON.parse(text) as Batch).resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const service = String(read(resource.attributes, 'service.name'));
      return scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service })));
    }),
  );
  return spans.filter(({ attributes }) => read(attributes, 'ins_relay.receipt') === receipt);
}

test('one trace leads from the call of ClickBank to the answer of RedTrack, over both queues and a retry', async () => {
  relay = await RelayUnderTest.start({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...FAST } });
  await relay.apply({ id: 'acme' });
  await relay.setFault({ mode: 'status', status: 500, times: 1 });
  const receipt = newReceipt();
  await relay.notify('acme', sampleNotification({ receipt }));
  await relay.settled(1, '--receipt', receipt);
  const spans = await waitFor(
    () => {
      const found = spansOf(receipt);
      return found.length === 4 && found;
    },
    { describe: 'four spans', timeoutMs: 15_000 },
  );
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [received] = named('receive notification');
  const [mapped] = named('map notification');
  const attempts = named('deliver postback');
  expect(received).toMatchObject({ service: 'ins-relay-ingest' });
  expect(received?.parentSpanId).toBeUndefined();
  expect(mapped).toMatchObject({ service: 'ins-relay-mapper', parentSpanId: received?.spanId });
  expect(attempts.map(({ service, parentSpanId }) => ({ service, parentSpanId }))).toEqual([
    { service: 'ins-relay-dispatcher', parentSpanId: mapped?.spanId },
    { service: 'ins-relay-dispatcher', parentSpanId: mapped?.spanId },
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  const statuses = attempts.map(({ attributes }) => Number(read(attributes, 'http.response.status_code')));
  expect(statuses.sort()).toEqual([200, 500]);
  const text = told.join('');
  for (const secret of [CLICK_ID, 'example.com', 'clickid=']) expect(text).not.toContain(secret);
}, 60_000);

test('while the collector is away, everything is delivered, and every process still stops in time', async () => {
  const port = await getFreePort();
  relay = await RelayUnderTest.start({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, ...FAST },
  });
  await relay.apply({ id: 'acme' });
  for (let i = 0; i < 20; i += 1) await relay.notify('acme', sampleNotification());
  const events = await relay.settled(20);
  expect(events.every(({ outcome }) => outcome === 'delivered')).toBe(true);
  const { ingest, mapper, dispatcher } = relay.stack.processes;
  for (const process of [...ingest, ...mapper, ...dispatcher]) {
    expect(await process.stop()).toMatchObject({ code: 0, signal: null });
  }
}, 60_000);
