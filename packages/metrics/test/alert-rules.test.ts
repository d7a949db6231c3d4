import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findRepositoryRoot } from '@ins-relay/testkit';

const folder = join(findRepositoryRoot(__dirname), 'docker/prometheus/rules');
const run = (...args: string[]) => execFileSync('promtool', args, { cwd: folder, encoding: 'utf8' });

function hasPromtool(): boolean {
  try {
    run('--version');
    return true;
  } catch {
    return false;
  }
}

// On Debian `apt-get install prometheus` brings it; the test script does.
const testWithPromtool = hasPromtool() ? test : test.skip;

testWithPromtool('the alert rules are valid, and fire when they should and only then', () => {
  expect(run('check', 'rules', 'ins-relay.yml')).toContain('SUCCESS');
  expect(run('test', 'rules', 'ins-relay.test.yml')).toContain('SUCCESS');
});
