// @ts-check
// Reads manifests as JSON from its input, holds them against the schemas of Kubernetes and KEDA, and prints what is
// wrong, one problem a line. A process of its own: the schemas are published for `import` alone, which jest can't.
import { text } from 'node:stream/consumers';

const MODULES = {
  v1: 'kubernetes-models/v1',
  'apps/v1': 'kubernetes-models/apps/v1',
  'autoscaling/v2': 'kubernetes-models/autoscaling/v2',
  'batch/v1': 'kubernetes-models/batch/v1',
  'networking.k8s.io/v1': 'kubernetes-models/networking.k8s.io/v1',
  'policy/v1': 'kubernetes-models/policy/v1',
  'keda.sh/v1alpha1': '@kubernetes-models/keda/keda.sh/v1alpha1',
};

/** @type {{ apiVersion: string, kind: string, metadata: { name: string } }[]} */
const manifests = JSON.parse(await text(process.stdin));
for (const manifest of manifests) {
  const { apiVersion, kind, metadata } = manifest;
  const where = `${kind} ${metadata.name}`;
  const path = Object.entries(MODULES).find(([version]) => version === apiVersion)?.[1];
  /** @type {Record<string, new (data: unknown) => { validate(): void }>} */
  const models = path === undefined ? {} : await import(path);
  const Model = models[kind];
  if (Model === undefined) {
    console.log(`${where}: there is no schema for ${apiVersion}`);
    continue;
  }
  try {
    new Model(manifest).validate();
  } catch (error) {
    console.log(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
