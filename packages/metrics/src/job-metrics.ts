import { Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const WAIT_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600];

interface Observer {
  observe(value: number): void;
}

/** How long jobs wait for a worker, and how long workers take. */
export class JobMetrics {
  private readonly seconds: Histogram<'queue' | 'verdict'>;
  private readonly waitSeconds: Histogram<'queue'>;
  /** To find a series by its labels takes longer than to count in it. */
  private readonly series = new Map<string, Observer>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.seconds = new Histogram({
      name: 'ins_relay_job_seconds',
      help: 'How long a run of a job took, by what it decided: done, wait, retry, give-up, or thrown.',
      labelNames: ['queue', 'verdict'],
      buckets: SECONDS,
      registers,
    });
    this.waitSeconds = new Histogram({
      name: 'ins_relay_job_wait_seconds',
      help: 'How long a job waited for its first start.',
      labelNames: ['queue'],
      buckets: WAIT_SECONDS,
      registers,
    });
  }

  /** Measures a run. @returns what it returns @throws what it throws */
  async time<V extends { readonly verdict: string }>(
    queue: string,
    run: { readonly enqueuedAtMs: number; readonly isFirstStart: boolean },
    work: () => Promise<V>,
  ): Promise<V> {
    if (run.isFirstStart) {
      const waited = this.find(queue, () => this.waitSeconds.labels({ queue }));
      waited.observe(Math.max(0, Date.now() - run.enqueuedAtMs) / 1_000);
    }
    const startedMs = performance.now();
    let verdict = 'thrown';
    try {
      const result = await work();
      verdict = result.verdict;
      return result;
    } finally {
      const took = this.find(`${queue} ${verdict}`, () => this.seconds.labels({ queue, verdict }));
      took.observe((performance.now() - startedMs) / 1_000);
    }
  }

  private find(name: string, make: () => Observer): Observer {
    const known = this.series.get(name);
    if (known !== undefined) return known;
    const made = make();
    this.series.set(name, made);
    return made;
  }
}
