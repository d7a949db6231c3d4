import { findFlaws } from './find-flaws.js';
import type { Container, Manifest, PodSpec } from './manifest.js';

const VARIABLES = new Set(['MASTER_KEYS', 'LOG_LEVEL']);
const container: Container = {
  name: 'app',
  image: 'ins-relay/app:0.1.0',
  env: [{ name: 'MASTER_KEYS', valueFrom: {} }],
  ports: [{ name: 'http', containerPort: 3000 }],
  livenessProbe: {},
  readinessProbe: {},
  startupProbe: {},
  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};
const pod: PodSpec = {
  automountServiceAccountToken: false,
  terminationGracePeriodSeconds: 40,
  securityContext: { runAsNonRoot: true, seccompProfile: {} },
  containers: [container],
};
const deploy = (changed: Partial<Container> = {}, podChanged: Partial<PodSpec> = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app' },
  spec: { template: { spec: { ...pod, containers: [{ ...container, ...changed }], ...podChanged } } },
});
const other = (kind: string, spec: Manifest['spec'], data?: Manifest['data']): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'ins-relay-x' },
  spec,
  data,
});

test('a deployment with everything has no flaw', () => {
  expect(findFlaws([deploy()], VARIABLES)).toEqual([]);
});

test.each<[string, Manifest]>([
  ['may run as root', deploy({}, { securityContext: { seccompProfile: {} } })],
  ['has no seccomp profile', deploy({}, { securityContext: { runAsNonRoot: true } })],
  ['gets a token of the cluster', deploy({}, { automountServiceAccountToken: undefined })],
  ['has less than 35 s to stop', deploy({}, { terminationGracePeriodSeconds: undefined })],
  ['has no memory limit', deploy({ resources: { requests: { cpu: '1', memory: '1Gi' } } })],
  ['requests no CPU', deploy({ resources: { requests: { memory: '1' }, limits: { memory: '1' } } })],
  [
    'can write to its root',
    deploy({ securityContext: { ...container.securityContext, readOnlyRootFilesystem: false } }),
  ],
  [
    'may gain privileges',
    deploy({ securityContext: { ...container.securityContext, allowPrivilegeEscalation: true } }),
  ],
  ['keeps capabilities', deploy({ securityContext: { ...container.securityContext, capabilities: {} } })],
  ['has no liveness probe', deploy({ livenessProbe: undefined })],
  ['has no readiness probe', deploy({ readinessProbe: undefined })],
  ['has no startup probe', deploy({ startupProbe: undefined })],
  ['without a version', deploy({ image: 'ins-relay/app' })],
  ['changes under it', deploy({ image: 'ins-relay/app:latest' })],
  ['has the secret MASTER_KEYS in the clear', deploy({ env: [{ name: 'MASTER_KEYS', value: 'k1:…' }] })],
  ['can have no Redis user of its own', deploy({ env: [{ name: 'REDIS_URL', valueFrom: {} }] })],
  ['sets LOGLEVEL, which no app reads', deploy({ env: [{ name: 'LOGLEVEL', value: 'info' }] })],
  ['there is no ConfigMap missing', deploy({ envFrom: [{ configMapRef: { name: 'missing' } }] })],
  [
    'nobody has the port web',
    other('Service', { selector: { 'app.kubernetes.io/name': 'app' }, ports: [{ targetPort: 'web' }] }),
  ],
  [
    'there is no service gone',
    other('Ingress', { rules: [{ http: { paths: [{ backend: { service: { name: 'gone' } } }] } }] }),
  ],
  ['there is no deployment gone', other('ScaledObject', { scaleTargetRef: { name: 'gone' } })],
  ['there is no deployment gone', other('HorizontalPodAutoscaler', { scaleTargetRef: { name: 'gone' } })],
  [
    'there is no TriggerAuthentication gone',
    other('ScaledObject', {
      scaleTargetRef: { name: 'app' },
      triggers: [{ type: 'kafka', metadata: {}, authenticationRef: { name: 'gone' } }],
    }),
  ],
  ['sets LOGLEVEL, which no app reads', other('ConfigMap', undefined, { LOGLEVEL: 'info' })],
  ['holds the secret MASTER_KEYS', other('ConfigMap', undefined, { MASTER_KEYS: 'k1:…' })],
])('it is seen that something %s', (flaw, manifest) => {
  expect(findFlaws([deploy(), manifest], VARIABLES).join('\n')).toContain(flaw);
});

test('it is seen that two scale the same deployment', () => {
  const scalers = ['ScaledObject', 'HorizontalPodAutoscaler'].map((kind) =>
    other(kind, { scaleTargetRef: { name: 'app' } }),
  );
  expect(findFlaws([deploy(), ...scalers], VARIABLES)).toHaveLength(2);
  expect(findFlaws([deploy(), ...scalers.slice(1)], VARIABLES)).toEqual([]);
});
