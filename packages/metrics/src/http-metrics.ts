import { Counter, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Rate, errors and duration of requests. */
export class HttpMetrics {
  private readonly requests: Counter<'method' | 'route' | 'status'>;
  private readonly seconds: Histogram<'method' | 'route'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.requests = new Counter({
      name: 'ins_relay_http_requests_total',
      help: 'Requests answered, by route (never by address) and status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'ins_relay_http_request_seconds',
      help: 'How long answers took.',
      labelNames: ['method', 'route'],
      buckets: SECONDS,
      registers,
    });
  }

  /** @param route as it is declared, `/ins/:connection`; empty where none matched */
  note(method: string, route: string, status: number, durationMs: number): void {
    const declared = route === '' ? 'none' : route;
    // Written out for each: prom-client is slow over labels that were spread.
    this.requests.inc({ method, route: declared, status });
    this.seconds.observe({ method, route: declared }, durationMs / 1_000);
  }
}
