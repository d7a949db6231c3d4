import { Gauge, Registry } from 'prom-client';
import { collectProcessMetrics } from './collect-process-metrics.js';
import { HttpMetrics } from './http-metrics.js';
import { JobMetrics } from './job-metrics.js';
import { PipelineMetrics } from './pipeline-metrics.js';

/** Everything that Prometheus reads of one app; docs/observability.md lists it. */
export class AppMetrics {
  readonly registry = new Registry();
  /** HTTP requests that the app answered. */
  readonly http = new HttpMetrics(this.registry);
  /** Jobs that the app worked on. */
  readonly jobs = new JobMetrics(this.registry);
  /** What became of notifications; hears of it through `LedgerOptions.onAppended`. */
  readonly pipeline = new PipelineMetrics(this.registry);

  /** @param app such as `mapper` */
  constructor(app: string, version: string) {
    this.registry.setDefaultLabels({ app });
    collectProcessMetrics(this.registry);
    new Gauge({
      name: 'ins_relay_build_info',
      help: 'Always 1; its labels say what runs.',
      labelNames: ['version', 'node'],
      registers: [this.registry],
    }).set({ version, node: process.versions.node }, 1);
  }

  /** The text that Prometheus reads, in its exposition format. */
  async read(): Promise<string> {
    return this.registry.metrics();
  }
}
