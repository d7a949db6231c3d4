import { performance } from 'node:perf_hooks';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

/** Figures of the event loop's delay; to take them prom-client wakes the process a hundred times a second. */
const TAKEN_BY_TIMER = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'];
const SELDOM_MS = 60_000;

/**
 * Node's own metrics, and how busy the event loop is instead of samples of its delay: that needs no timer, which
 * would cost an idle process a hundredth of a core.
 */
export function collectProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: SELDOM_MS });
  for (const figure of TAKEN_BY_TIMER) registry.removeSingleMetric(`nodejs_eventloop_lag_${figure}_seconds`);
  let before = performance.eventLoopUtilization();
  new Gauge({
    name: 'nodejs_eventloop_utilization',
    help: 'Part of the time since it was last asked for that the event loop was busy; 1 is always.',
    registers: [registry],
    collect() {
      const now = performance.eventLoopUtilization();
      this.set(performance.eventLoopUtilization(now, before).utilization);
      before = now;
    },
  });
}
