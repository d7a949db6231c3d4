// @ts-check
import { interleave } from '../lib/interleave.mjs';
import { relayEvents } from '../lib/relay-events.mjs';
import { buildRow } from '../lib/row.mjs';
import { SERVICES } from '../lib/side.mjs';

export const CHAIN =
  'two bare BullMQ workers behind bare node:http: no ledger, no dedupe, no rules, undici GET';

/**
 * From INS call to postback received, one process of each, as fast as it goes.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measurePipeline(bench) {
  const count = bench.isQuick ? 4_000 : 12_000;
  const sides = [await bench.startProduct(), await bench.startChain()];
  for (const side of sides) await relayEvents(bench, side, count);
  const [product = [], chain = []] = await interleave(bench.rounds, sides, (side) =>
    relayEvents(bench, side, count),
  );
  await bench.stopAll();
  return [
    buildRow({
      figure: 'pipeline',
      what: 'events from INS call to postback',
      unit: '/s',
      product: product.map((sample) => sample.eventsPerSecond),
      baseline: chain.map((sample) => sample.eventsPerSecond),
      baselineName: CHAIN,
      goal: { of: 'ratio', least: 0.75 },
    }),
    ...SERVICES.map((service) =>
      buildRow({
        figure: 'pipeline',
        what: `CPU of ${service} for an event`,
        unit: 'µs',
        product: product.map(({ cpuUs }) => cpuUs[service] ?? Number.NaN),
        baseline: chain.map(({ cpuUs }) => cpuUs[service] ?? Number.NaN),
        baselineName: CHAIN,
      }),
    ),
  ];
}
