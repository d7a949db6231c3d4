// @ts-check
// `pnpm bench [--quick] [--figure <name>]… [--json <file>] [--svg <file>]`: the relay against what it is made of.
import { writeFileSync } from 'node:fs';
import { ensureRedisServer } from '../scripts/lib/ensure-redis.mjs';
import { ensureTools, installAndBuild } from '../scripts/lib/ensure-tools.mjs';
import { readFlags } from '../scripts/lib/read-flags.mjs';
import { runScript, ScriptError, step } from '../scripts/lib/step.mjs';
import { describeMachine } from './report/describe-machine.mjs';

await runScript(async () => {
  const flags = readFlags({
    quick: { type: 'boolean', default: false },
    figure: { type: 'string', multiple: true },
    json: { type: 'string' },
    svg: { type: 'string' },
  });
  await ensureTools();
  await installAndBuild();
  await ensureRedisServer();
  // They need what was just built.
  const { FIGURES } = await import('./figures/index.mjs');
  const { createBench } = await import('./lib/create-bench.mjs');
  const { formatBaselines, formatTable } = await import('./report/table.mjs');
  const { drawPlot } = await import('./report/plot.mjs');

  const names = flags.figure ?? Object.keys(FIGURES);
  const unknown = names.find((name) => !(name in FIGURES));
  if (unknown !== undefined) {
    throw new ScriptError(`There is no figure "${unknown}"; there are ${Object.keys(FIGURES).join(', ')}.`);
  }
  const bench = await createBench({ isQuick: flags.quick });
  const machine = describeMachine();
  /** @type {import('./lib/row.mjs').Row[]} */
  const rows = [];
  /** @type {string[]} */
  const problems = [];
  const measuredAt = new Date().toISOString();
  try {
    for (const name of names) {
      try {
        rows.push(...(await step(`Measuring ${name}`, async () => (await FIGURES[name]?.(bench)) ?? [])));
      } catch (error) {
        // What the others say is worth the wait all the same.
        problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        await bench.stopAll();
      }
      const result = { measuredAt, machine, isQuick: flags.quick, rows };
      if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(result, undefined, 2)}\n`);
      if (flags.svg !== undefined) writeFileSync(flags.svg, drawPlot(rows));
    }
  } finally {
    await bench.close();
  }
  console.log(`\n${formatTable(rows)}\n\n${formatBaselines(rows)}\n\n${machine}`);
  for (const problem of problems) console.error(`\nCould not be measured: ${problem}`);
  return problems.length === 0 ? 0 : 1;
});
process.exit();
