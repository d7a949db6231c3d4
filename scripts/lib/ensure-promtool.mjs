// @ts-check
import { aptInstall, canInstall, hasCommand } from './apt-install.mjs';
import { step } from './step.mjs';

/** Gets promtool, which tests the alert rules, where that is easy; elsewhere that test is skipped. */
export async function ensurePromtool() {
  if ((await hasCommand('promtool')) || !(await canInstall())) return;
  await step('Getting promtool for the tests of the alert rules', () => aptInstall('prometheus'));
}
