// @ts-check
// `npm run relay -- events`: the command line, by default against the stack that `npm start` runs.
import { join } from 'node:path';
import { recallEnvironment } from './lib/kept-values.mjs';
import { ROOT } from './lib/repository.mjs';
import { runShown } from './lib/run-command.mjs';
import { runScript } from './lib/step.mjs';

await runScript(() => {
  const env = { ...recallEnvironment(), ...process.env };
  // npm runs this in the root; a path that is given should be seen from where npm was called.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return runShown(process.execPath, [join(ROOT, 'apps/relay/dist/main.js'), ...process.argv.slice(2)], {
    env,
    cwd,
  });
});
