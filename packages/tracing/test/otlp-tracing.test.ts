import { startHttpServer, waitFor, type TestHttpServer } from '@ins-relay/testkit';
import { NO_TRACING, openTracing, type Tracing } from '../src/index.js';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

const SERVER_KIND = 2;
const FAILED = 2;
const OWN = /^OTEL_/;

let collector: TestHttpServer;
let batches: Batch[];
let contentTypes: (string | undefined)[];
let tracing: Tracing | undefined;

beforeEach(async () => {
  batches = [];
  contentTypes = [];
  collector = await startHttpServer(async (request, response) => {
    contentTypes.push(request.headers['content-type']);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers['content-type'] === 'application/json') {
      batches.push(JSON.parse(Buffer.concat(chunks).toString()) as Batch);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
afterEach(async () => {
  await tracing?.close();
  tracing = undefined;
  for (const name of Object.keys(process.env)) if (OWN.test(name)) delete process.env[name];
  await collector.close();
});

async function open(env: Record<string, string>, onProblem: (problem: string) => void = () => undefined) {
  Object.assign(process.env, env);
  tracing = await openTracing({ app: 'mapper', version: '1.2.3', env: process.env, onProblem });
  return tracing;
}

const toCollector = () => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
});

function spans(): Span[] {
  return batches.flatMap((batch) =>
    batch.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans)),
  );
}

function read(attributes: Span['attributes'], key: string): unknown {
  return Object.values(attributes.find((attribute) => attribute.key === key)?.value ?? {})[0];
}

test('without an endpoint nothing is traced, and jobs carry nothing', async () => {
  expect(await open({})).toBe(NO_TRACING);
  expect(await open({ ...toCollector(), OTEL_SDK_DISABLED: 'true' })).toBe(NO_TRACING);
  await NO_TRACING.trace({ name: 'step', kind: 'consumer' }, async (span) => {
    expect(span.traceparent).toBeUndefined();
  });
});

test('a step that follows another is its child, of the same trace, with what is known of both', async () => {
  const opened = await open(toCollector());
  let first: string | undefined;
  await opened.trace({ name: 'first', kind: 'server', describe: () => ({ event: 'e1' }) }, async (span) => {
    first = span.traceparent;
  });
  await opened.trace({ name: 'second', kind: 'consumer', parent: first }, async (span) => {
    span.note({ outcome: 'mapped', cause: undefined });
  });
  await opened.close();
  const [one, two] = spans();
  expect(one).toMatchObject({ name: 'first', kind: SERVER_KIND });
  expect(first).toBe(`00-${one?.traceId}-${one?.spanId}-01`);
  expect(two).toMatchObject({ name: 'second', traceId: one?.traceId, parentSpanId: one?.spanId });
  expect(read(one?.attributes ?? [], 'event')).toBe('e1');
  expect(two?.attributes.map(({ key }) => key)).toEqual(['outcome']);
  const about = batches[0]?.resourceSpans[0]?.resource.attributes ?? [];
  expect(read(about, 'service.name')).toBe('ins-relay-mapper');
  expect(read(about, 'service.version')).toBe('1.2.3');
});

test('OTEL_SERVICE_NAME names the service', async () => {
  const opened = await open({ ...toCollector(), OTEL_SERVICE_NAME: 'relay-east' });
  await opened.trace({ name: 'step', kind: 'consumer' }, async () => undefined);
  await opened.close();
  expect(read(batches[0]?.resourceSpans[0]?.resource.attributes ?? [], 'service.name')).toBe('relay-east');
});

test('a parent that cannot be read begins a trace instead of failing', async () => {
  const opened = await open(toCollector());
  await opened.trace({ name: 'step', kind: 'consumer', parent: 'nonsense' }, async () => undefined);
  await opened.close();
  expect(spans()).toHaveLength(1);
  expect(spans()[0]?.parentSpanId).toBeUndefined();
});

test('what is thrown passes through, and the span has failed without the message', async () => {
  const opened = await open(toCollector());
  const work = opened.trace({ name: 'step', kind: 'consumer' }, async () => {
    throw new TypeError('about jane@example.com');
  });
  await expect(work).rejects.toThrow('about jane@example.com');
  await opened.close();
  expect(spans()[0]?.status).toEqual({ code: FAILED, message: 'TypeError' });
  expect(JSON.stringify(batches)).not.toContain('jane@example.com');
});

test('a span that is discarded is not sent', async () => {
  const opened = await open(toCollector());
  await opened.trace({ name: 'nothing', kind: 'client' }, async (span) => span.discard());
  await opened.trace({ name: 'something', kind: 'client' }, async () => undefined);
  await opened.close();
  expect(spans().map(({ name }) => name)).toEqual(['something']);
});

test('what is not sampled is not sent, and whoever follows it knows', async () => {
  const opened = await open({ ...toCollector(), OTEL_TRACES_SAMPLER: 'always_off' });
  let carried: string | undefined;
  await opened.trace({ name: 'step', kind: 'consumer' }, async (span) => {
    carried = span.traceparent;
  });
  await opened.close();
  expect(carried).toMatch(/-00$/);
  expect(batches).toEqual([]);
});

test('protobuf is spoken where nothing else is said', async () => {
  const opened = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  await opened.trace({ name: 'step', kind: 'consumer' }, async () => undefined);
  await opened.close();
  expect(contentTypes).toEqual(['application/x-protobuf']);
});

test('a protocol that is not spoken is named, with what to write instead', async () => {
  await expect(open({ ...toCollector(), OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).rejects.toThrow(
    /OTEL_EXPORTER_OTLP_PROTOCOL: http\/protobuf and http\/json.*not grpc/,
  );
});

test('a collector that is away is told about, holds nothing up, and fails nothing', async () => {
  const problems: string[] = [];
  const { url } = collector;
  await collector.close();
  const opened = await open(
    { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_BSP_SCHEDULE_DELAY: '10', OTEL_EXPORTER_OTLP_TIMEOUT: '200' },
    (problem) => problems.push(problem),
  );
  expect(await opened.trace({ name: 'step', kind: 'consumer' }, async () => 'done')).toBe('done');
  await waitFor(() => problems.length > 0, { describe: 'the problem to be told' });
  await opened.trace({ name: 'step', kind: 'consumer' }, async () => undefined);
  await opened.close();
  expect(problems).toEqual([expect.stringMatching(/^spans could not be sent: .*ECONNREFUSED/)]);
});
