// @ts-check
import { interleave } from '../lib/interleave.mjs';
import { relayEvents } from '../lib/relay-events.mjs';
import { buildRow } from '../lib/row.mjs';
import { findPercentile } from '../lib/statistics.mjs';
import { CHAIN } from './pipeline.mjs';

const RATE = 200;
const LANES = 20;
const MS_ON_AN_IDLE_MACHINE = 30;

/**
 * From INS call to postback received, at 200 events a second.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureLatency(bench) {
  const count = RATE * (bench.isQuick ? 3 : 10);
  const sides = [await bench.startProduct(), await bench.startChain()];
  /** @param {import('../lib/side.mjs').Side} side @param {number} events */
  const run = async ({ port, paths }, events) => {
    const first = bench.world.takeNumbers(events);
    const plan = { port, paths, first, count: events, lanes: LANES, ratePerSecond: RATE };
    return (await bench.world.relay(plan)).arrived.latencyMs;
  };
  // At full speed first: code that has run a few hundred times only is not yet compiled.
  for (const side of sides) await relayEvents(bench, side, bench.isQuick ? 4_000 : 12_000);
  // Then at this one, for an event by itself takes other code than those that come at once.
  for (const side of sides) await run(side, count * 2);
  const [product = [], chain = []] = await interleave(bench.rounds, sides, (side) => run(side, count));
  await bench.stopAll();
  const read = (/** @type {Float64Array[]} */ samples, /** @type {number} */ percent) =>
    samples.map((latencyMs) => findPercentile(latencyMs, percent));
  return [
    ...[50, 95, 99].map((percent) =>
      buildRow({
        figure: 'latency',
        what: `INS call to postback at ${RATE}/s, p${percent}`,
        unit: 'ms',
        product: read(product, percent),
        baseline: read(chain, percent),
        baselineName: CHAIN,
        ...(percent === 95 ? { goal: { of: 'ratio', most: 2 } } : {}),
      }),
    ),
    buildRow({
      figure: 'latency',
      what: `the same, p95 by itself (for an idle machine)`,
      unit: 'ms',
      product: read(product, 95),
      goal: { of: 'value', most: MS_ON_AN_IDLE_MACHINE },
    }),
  ];
}
