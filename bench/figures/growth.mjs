// @ts-check
import { interleave } from '../lib/interleave.mjs';
import { relayEvents } from '../lib/relay-events.mjs';
import { buildRow } from '../lib/row.mjs';
import { startFilledRedis } from '../lib/start-filled-redis.mjs';

const CONNECTIONS = 1_000;
const RULES = 100;

/**
 * Whether the pipeline stays as fast as there is more of everything.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureGrowth(bench) {
  const ledgerEvents = bench.isQuick ? 50_000 : 1_000_000;
  const count = bench.isQuick ? 4_000 : 10_000;
  const filled = await startFilledRedis(bench, ledgerEvents);
  const sides = [
    await bench.startProduct(),
    await bench.startProduct({ connections: CONNECTIONS }),
    await bench.startProduct({ redisUrl: filled.url }),
    await bench.startProduct({ rules: RULES }),
  ];
  for (const side of sides) await relayEvents(bench, side, count);
  const results = await interleave(bench.rounds, sides, async (side) => {
    // The first side of a round was the last one of the round before, and is faster for it than those that had a rest.
    await relayEvents(bench, side, count / 5);
    return relayEvents(bench, side, count);
  });
  await bench.stopAll();
  const [plain = [], ...grown] = results.map((samples) => samples.map((sample) => sample.eventsPerSecond));
  const names = [
    `${CONNECTIONS.toLocaleString('en')} connections`,
    `${ledgerEvents.toLocaleString('en')} events in the ledger`,
    `${RULES} rules on the connection`,
  ];
  return names.map((name, i) =>
    buildRow({
      figure: 'growth',
      what: `pipeline with ${name}`,
      unit: '/s',
      product: grown[i] ?? [],
      baseline: plain,
      baselineName: 'the same with 1 connection, an empty ledger, no rules',
      goal: { of: 'ratio', least: 0.9 },
    }),
  );
}
