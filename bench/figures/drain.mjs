// @ts-check
import { interleave } from '../lib/interleave.mjs';
import { buildRow } from '../lib/row.mjs';
import { CHAIN } from './pipeline.mjs';

const LANES = 50;

/**
 * Mapper and dispatcher are away while a backlog grows; then they come back.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureDrain(bench) {
  const { world } = bench;
  const count = bench.isQuick ? 5_000 : 50_000;
  const sides = [
    await bench.startProduct({ services: ['ingest'] }),
    await bench.startChain({ services: ['ingest'] }),
  ];
  const rounds = bench.isQuick ? 1 : 3;
  const [product = [], chain = []] = await interleave(rounds, sides, async (side) => {
    await world.reset();
    const { port, paths } = side;
    await world.send({ port, paths, first: world.takeNumbers(count), count, lanes: LANES });
    await Promise.all([side.start('mapper'), side.start('dispatcher')]);
    const { firstMs, lastMs } = await world.waitForArrivals();
    await Promise.all([side.stopService('mapper'), side.stopService('dispatcher')]);
    return (count - 1) / ((lastMs - firstMs) / 1000);
  });
  await bench.stopAll();
  return [
    buildRow({
      figure: 'drain',
      what: `a backlog of ${count.toLocaleString('en')} events`,
      unit: '/s',
      product,
      baseline: chain,
      baselineName: CHAIN,
      goal: { of: 'ratio', least: 0.75 },
    }),
  ];
}
