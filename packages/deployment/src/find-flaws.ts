import type { Container, Manifest } from './manifest.js';

/** Longer than an app may take to stop, with the time that an endpoint needs to be forgotten. */
const GRACE_SECONDS_MIN = 35;
/** What sets the number of pods. */
const SCALERS = ['ScaledObject', 'HorizontalPodAutoscaler'];
const SECRET = /KEYS?$|PASSWORD|TOKEN|SECRET|REDIS_URL/;

/**
 * What is wrong with the manifests of one overlay, beyond what a schema sees.
 * @param variables every environment variable that an app reads
 */
export function findFlaws(manifests: readonly Manifest[], variables: ReadonlySet<string>): string[] {
  return [
    ...manifests.flatMap((manifest) => findWorkloadFlaws(manifest, variables)),
    ...manifests.flatMap((manifest) => findReferenceFlaws(manifest, manifests)),
    ...manifests.flatMap((manifest) => findConfigFlaws(manifest, variables)),
  ];
}

function findWorkloadFlaws({ kind, metadata, spec }: Manifest, variables: ReadonlySet<string>): string[] {
  const pod = spec?.template?.spec;
  if (pod === undefined) return [];
  const where = `${kind} ${metadata.name}`;
  const flaws = [
    pod.securityContext?.runAsNonRoot !== true && 'may run as root',
    pod.securityContext?.seccompProfile === undefined && 'has no seccomp profile',
    pod.automountServiceAccountToken !== false && 'gets a token of the cluster',
    kind === 'Deployment' &&
      (pod.terminationGracePeriodSeconds ?? 30) < GRACE_SECONDS_MIN &&
      `has less than ${GRACE_SECONDS_MIN} s to stop`,
    ...pod.containers.flatMap((container) =>
      findContainerFlaws(container, kind !== 'Job', variables).map((flaw) => `${container.name} ${flaw}`),
    ),
  ];
  return flaws.filter((flaw) => flaw !== false).map((flaw) => `${where}: ${flaw}`);
}

function findContainerFlaws(
  container: Container,
  isService: boolean,
  variables: ReadonlySet<string>,
): string[] {
  const { env = [], image, resources, securityContext } = container;
  const isOurs = image.includes('ins-relay/');
  const flaws = [
    resources?.limits?.['memory'] === undefined && 'has no memory limit',
    resources?.requests?.['cpu'] === undefined && 'requests no CPU',
    resources?.requests?.['memory'] === undefined && 'requests no memory',
    securityContext?.readOnlyRootFilesystem !== true && 'can write to its root file system',
    securityContext?.allowPrivilegeEscalation !== false && 'may gain privileges',
    securityContext?.capabilities?.drop?.includes('ALL') !== true && 'keeps capabilities',
    isService && container.livenessProbe === undefined && 'has no liveness probe',
    isService && container.readinessProbe === undefined && 'has no readiness probe',
    isService && container.startupProbe === undefined && 'has no startup probe',
    !/:[\w.-]+$/.test(image) && `has an image without a version: ${image}`,
    image.endsWith(':latest') && 'has an image that changes under it',
    ...env
      .filter(({ name, value }) => SECRET.test(name) && value !== undefined)
      .map(({ name }) => `has the secret ${name} in the clear`),
    ...env
      .filter(({ name }) => isOurs && !variables.has(name))
      .map(({ name }) => `sets ${name}, which no app reads`),
    env.some(({ name }) => name === 'REDIS_URL') &&
      !env.some(({ name }) => name === 'REDIS_USERNAME') &&
      'can have no Redis user of its own',
  ];
  return flaws.filter((flaw) => flaw !== false);
}

function findConfigFlaws({ data, kind, metadata }: Manifest, variables: ReadonlySet<string>): string[] {
  if (kind !== 'ConfigMap' || !metadata.name.startsWith('ins-relay')) return [];
  return Object.keys(data ?? {}).flatMap((name) => [
    ...(variables.has(name) ? [] : [`ConfigMap ${metadata.name}: sets ${name}, which no app reads`]),
    ...(SECRET.test(name) ? [`ConfigMap ${metadata.name}: holds the secret ${name}`] : []),
  ]);
}

/** Whoever points at something that is not there: a port, a service, a deployment, a settings map. */
function findReferenceFlaws(manifest: Manifest, all: readonly Manifest[]): string[] {
  const { kind, metadata, spec } = manifest;
  const has = (wanted: string, name: string) =>
    all.some((other) => other.kind === wanted && other.metadata.name === name);
  const where = `${kind} ${metadata.name}`;
  if (kind === 'Service') {
    const app = spec?.selector?.['app.kubernetes.io/name'];
    const target = all.find(
      (other) => other.metadata.name === app && other.spec?.template?.spec !== undefined,
    );
    const ports = target?.spec?.template?.spec?.containers.flatMap(({ ports: own = [] }) => own) ?? [];
    return (spec?.ports ?? [])
      .filter(({ targetPort }) => !ports.some(({ name }) => name === targetPort))
      .map(({ targetPort }) => `${where}: nobody has the port ${targetPort}`);
  }
  if (kind === 'Ingress') {
    const names = (spec?.rules ?? []).flatMap(({ http }) =>
      http.paths.map((path) => path.backend.service.name),
    );
    return names
      .filter((name) => !has('Service', name))
      .map((name) => `${where}: there is no service ${name}`);
  }
  if (SCALERS.includes(kind)) {
    const name = spec?.scaleTargetRef?.name ?? '';
    const scalers = all.filter(
      (other) => SCALERS.includes(other.kind) && other.spec?.scaleTargetRef?.name === name,
    );
    const secrets = (spec?.triggers ?? []).flatMap(({ authenticationRef: ref }) => (ref ? [ref.name] : []));
    return [
      ...(has('Deployment', name) ? [] : [`${where}: there is no deployment ${name}`]),
      ...(scalers.length === 1 ? [] : [`${where}: the deployment ${name} is scaled by another one, too`]),
      ...secrets
        .filter((secret) => !has('TriggerAuthentication', secret))
        .map((secret) => `${where}: there is no TriggerAuthentication ${secret}`),
    ];
  }
  const maps = spec?.template?.spec?.containers.flatMap(({ envFrom = [] }) =>
    envFrom.flatMap(({ configMapRef }) => (configMapRef === undefined ? [] : [configMapRef.name])),
  );
  return (maps ?? [])
    .filter((name) => !has('ConfigMap', name))
    .map((name) => `${where}: there is no ConfigMap ${name}`);
}
