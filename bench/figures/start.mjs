// @ts-check
import { interleave } from '../lib/interleave.mjs';
import { buildRow } from '../lib/row.mjs';
import { SERVICES } from '../lib/side.mjs';
import { startBaseline } from '../lib/start-baseline.mjs';

/**
 * From the start of a process until it says that it is ready.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureStart(bench) {
  const side = await bench.startProduct({ services: [] });
  const startBare = async () => {
    const child = await startBaseline(bench, 'nest-app');
    await child.stop();
    return child.readyAfterMs;
  };
  const starts = SERVICES.map((service) => async () => {
    const { readyAfterMs } = await side.start(service);
    await side.stopService(service);
    return readyAfterMs;
  });
  const subjects = [startBare, ...starts];
  for (const start of subjects) await start();
  const [bare = [], ...own] = await interleave(bench.isQuick ? 3 : 7, subjects, (start) => start());
  await bench.stopAll();
  return SERVICES.map((service, i) =>
    buildRow({
      figure: 'start',
      what: `start of ${service} until it is ready`,
      unit: 'ms',
      product: own[i] ?? [],
      baseline: bare,
      baselineName: 'a bare Nest app on Fastify',
      goal: { of: 'ratio', most: 2 },
    }),
  );
}
