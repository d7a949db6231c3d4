export interface TracingOptions {
  /** Such as `mapper`. */
  readonly app: string;
  readonly version: string;
  /** OpenTelemetry's own variables, `OTEL_…`; its library reads most of them from `process.env` itself. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Spans that could not be sent; at most once a minute. */
  readonly onProblem: (problem: string) => void;
}
