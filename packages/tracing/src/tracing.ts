export type AttributeValue = string | number | boolean;

/** `undefined` leaves an attribute out. */
export type SpanAttributes = Readonly<Record<string, AttributeValue | undefined>>;

/** One step of an event. */
export interface SpanStart {
  /** Of few different ones: ids go into the attributes. */
  readonly name: string;
  /** As OpenTelemetry has it: `server` for a call that came in, `client` for one that goes out, else `consumer`. */
  readonly kind: 'server' | 'consumer' | 'client';
  /** The span that this one follows, as W3C's `traceparent`; without it, or where it can’t be read, a trace begins. */
  readonly parent?: string | undefined;
  /** Where it began before now; milliseconds since 1970, UTC. */
  readonly startedAtMs?: number;
  /** Only asked for where something is traced. */
  readonly describe?: () => SpanAttributes;
}

/** A span under way. */
export interface TraceSpan {
  /** For whoever goes on with the event; undefined where nothing is traced. */
  readonly traceparent: string | undefined;
  /** Adds what became known. No customer data, click ids, keys or addresses with a query. */
  note(attributes: SpanAttributes): void;
  /** Says that the step did not reach what it was for. */
  fail(reason: string): void;
  /** Forgets the span: nothing happened in it. */
  discard(): void;
}

/** Tells a collector what each step of an event did and how long it took. */
export interface Tracing {
  /** Runs `work` in a span. @returns what it returns @throws what it throws, having marked the span as failed */
  trace<T>(start: SpanStart, work: (span: TraceSpan) => Promise<T>): Promise<T>;
  /** Sends what is left, for a few seconds at most; never throws. */
  close(): Promise<void>;
}

const NO_SPAN: TraceSpan = {
  traceparent: undefined,
  note: () => undefined,
  fail: () => undefined,
  discard: () => undefined,
};

/** Where nothing is traced. */
export const NO_TRACING: Tracing = {
  trace: (_start, work) => work(NO_SPAN),
  close: async () => undefined,
};
