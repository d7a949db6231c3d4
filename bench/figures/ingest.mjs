// @ts-check
import { interleave } from '../lib/interleave.mjs';
import { diffCpu, readCpu } from '../lib/relay-events.mjs';
import { buildRow } from '../lib/row.mjs';
import { findMedian, findPercentile } from '../lib/statistics.mjs';

const LANES = 50;
const HTTP_BASELINE = 'bare node:http: the same decrypt, JSON.parse, one BullMQ add';

/**
 * What one ingest accepts, and how long an answer takes at half that load. No mapper: what is accepted stays in Redis.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureIngest(bench) {
  const { world, rounds, isQuick } = bench;
  const count = isQuick ? 6_000 : 20_000;
  const sides = [
    await bench.startProduct({ services: ['ingest'] }),
    await bench.startChain({ services: ['ingest'] }),
  ];
  /** @param {import('../lib/side.mjs').Side} side @param {number} events @param {number} [ratePerSecond] */
  const send = async (side, events, ratePerSecond) => {
    const { port, paths } = side;
    await world.reset();
    const first = world.takeNumbers(events);
    const before = readCpu(side);
    const sent = await world.send({ port, paths, first, count: events, lanes: LANES, ratePerSecond });
    if (sent.refused > events / 100) throw new Error(`${side.name}: ${sent.refused} were not accepted`);
    const cpuUs = diffCpu(before, side, events)['ingest'] ?? Number.NaN;
    await side.clearFirstQueue();
    return { perSecond: events / sent.seconds, cpuUs, answerMs: sent.answerMs };
  };
  for (const side of sides) await send(side, count / 2);

  const [product = [], baseline = []] = await interleave(rounds, sides, (side) => send(side, count));
  const half = Math.round(findMedian(product.map((sample) => sample.perSecond)) / 2);
  const seconds = isQuick ? 2 : 5;
  const [calm = [], calmBaseline = []] = await interleave(rounds, sides, (side) =>
    send(side, half * seconds, half),
  );
  await bench.stopAll();

  const p99 = (/** @type {typeof calm} */ samples) =>
    samples.map(({ answerMs }) => findPercentile(answerMs, 99));
  const p50 = (/** @type {typeof calm} */ samples) =>
    samples.map(({ answerMs }) => findPercentile(answerMs, 50));
  const baselineName = HTTP_BASELINE;
  return [
    buildRow({
      figure: 'ingest',
      what: 'notifications accepted by one process',
      unit: '/s',
      product: product.map((sample) => sample.perSecond),
      baseline: baseline.map((sample) => sample.perSecond),
      baselineName,
      goal: { of: 'ratio', least: 0.85 },
    }),
    buildRow({
      figure: 'ingest',
      what: 'CPU for a notification',
      unit: 'µs',
      product: product.map((sample) => sample.cpuUs),
      baseline: baseline.map((sample) => sample.cpuUs),
      baselineName,
    }),
    buildRow({
      figure: 'ingest-latency',
      what: `answer at ${half}/s, p99`,
      unit: 'ms',
      product: p99(calm),
      baseline: p99(calmBaseline),
      baselineName,
      goal: { of: 'ratio', most: 1.5 },
    }),
    buildRow({
      figure: 'ingest-latency',
      what: `answer at ${half}/s, p50`,
      unit: 'ms',
      product: p50(calm),
      baseline: p50(calmBaseline),
      baselineName,
    }),
  ];
}
