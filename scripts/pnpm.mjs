// @ts-check
// `node scripts/pnpm.mjs verify`: runs the pnpm that this repository is pinned to, on a machine that has none.
import { ensureTools } from './lib/ensure-tools.mjs';
import { runShown } from './lib/run-command.mjs';
import { runScript } from './lib/step.mjs';

await runScript(async () => {
  await ensureTools();
  return runShown('pnpm', process.argv.slice(2));
});
