import {
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { parseTraceParent, setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { SpanAttributes, SpanStart, TraceSpan, Tracing } from './tracing.js';
import type { TracingOptions } from './tracing-options.js';

/** Less than what a pod gets to stop, whatever the collector does. */
const CLOSE_MS_MAX = 3_000;
const TELL_EVERY_MS = 60_000;

const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, client: SpanKind.CLIENT };

/**
 * Traces over OTLP. Parents are passed by hand, from span to job to span: nothing is patched, and no context is
 * carried through callbacks.
 */
export class OtlpTracing implements Tracing {
  private readonly tracer: Tracer;

  private constructor(
    private readonly provider: BasicTracerProvider,
    { version }: TracingOptions,
  ) {
    this.tracer = provider.getTracer('ins-relay', version);
  }

  /** Spans leave in batches, in the background; those that a slow collector does not take in time are dropped. */
  static open(options: TracingOptions, protocol: 'http/protobuf' | 'http/json'): OtlpTracing {
    tellProblems(options.onProblem);
    const exporter = protocol === 'http/json' ? new JsonExporter() : new ProtobufExporter();
    const resource = defaultResource()
      .merge(
        resourceFromAttributes({
          'service.name': `ins-relay-${options.app}`,
          'service.version': options.version,
        }),
      )
      // Last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
      .merge(detectResources({ detectors: [envDetector] }));
    const spanProcessors = [new BatchSpanProcessor(exporter)];
    return new OtlpTracing(new BasicTracerProvider({ resource, spanProcessors }), options);
  }

  async trace<T>(start: SpanStart, work: (span: TraceSpan) => Promise<T>): Promise<T> {
    const { name, kind, parent, startedAtMs, describe } = start;
    const since = startedAtMs === undefined ? {} : { startTime: startedAtMs };
    const traced = new OtlpSpan(
      this.tracer.startSpan(name, { kind: KINDS[kind], ...since }, toContext(parent)),
    );
    if (describe !== undefined) traced.note(describe());
    try {
      return await work(traced);
    } catch (error) {
      // The class only: a message may quote what it is about.
      traced.fail(error instanceof Error ? error.name : 'Error');
      throw error;
    } finally {
      traced.end();
    }
  }

  async close(): Promise<void> {
    const deadline = new Promise<void>((resolve) => void setTimeout(resolve, CLOSE_MS_MAX).unref());
    await Promise.race([this.provider.shutdown().catch(() => undefined), deadline]);
  }
}

class OtlpSpan implements TraceSpan {
  private isDiscarded = false;

  constructor(private readonly span: Span) {}

  get traceparent(): string {
    const { traceId, spanId, traceFlags } = this.span.spanContext();
    return `00-${traceId}-${spanId}-${(traceFlags & TraceFlags.SAMPLED) === 0 ? '00' : '01'}`;
  }

  note(attributes: SpanAttributes): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) this.span.setAttribute(name, value);
    }
  }

  fail(reason: string): void {
    this.span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
  }

  discard(): void {
    this.isDiscarded = true;
  }

  /** One that never ends is never sent. */
  end(): void {
    if (!this.isDiscarded) this.span.end();
  }
}

function toContext(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
  return parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
}

/** A collector that is away would fill the log. */
function tellProblems(onProblem: (problem: string) => void): void {
  let toldAtMs = -Infinity;
  const tell = (message: string) => {
    if (performance.now() - toldAtMs < TELL_EVERY_MS) return;
    toldAtMs = performance.now();
    onProblem(message);
  };
  setGlobalErrorHandler((error) =>
    tell(`spans could not be sent: ${typeof error === 'string' ? error : error.message || error.name}`),
  );
  const ignore = () => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
