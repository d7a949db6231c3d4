import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRepositoryRoot } from '@ins-relay/testkit';
import { AppMetrics } from './app-metrics.js';
import { watchDestinations } from './watch-destinations.js';
import { watchQueue } from './watch-queue.js';
import { watchRedis } from './watch-redis.js';

const root = findRepositoryRoot(__dirname);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const rules = read('docker/prometheus/rules/ins-relay.yml');
const OURS = /ins_relay_[a-z_]+/g;

/** Every name that an app can show, without the suffixes of histograms. */
async function listNames(): Promise<string[]> {
  const metrics = new AppMetrics('test', '1');
  watchQueue(metrics.registry, {});
  watchDestinations(metrics.registry, { list: async () => new Map<string, { state: string }>() });
  watchRedis(metrics.registry, { isCluster: false } as unknown as Parameters<typeof watchRedis>[1]);
  const all = await metrics.registry.getMetricsAsJSON();
  return all.map(({ name }) => name).filter((name) => name.startsWith('ins_relay_'));
}
const withoutSuffix = (name: string) => name.replace(/_(bucket|count|sum)$/, '');

test('docs/observability.md lists exactly the metrics that there are', async () => {
  const listed = [...read('docs/observability.md').matchAll(/^\| `(ins_relay_\w+)`/gm)].map(
    ([, name]) => name,
  );
  expect(listed.sort()).toEqual((await listNames()).sort());
});

test('rules and dashboards ask only for metrics that there are', async () => {
  const names = new Set(await listNames());
  const folder = join(root, 'docker/grafana/dashboards');
  const texts = [rules, ...readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))];
  expect(texts.length).toBe(4);
  const asked = texts.flatMap((text) => text.match(OURS) ?? []).map(withoutSuffix);
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((name) => !names.has(name))).toEqual([]);
});

test('every alert has a runbook, and every runbook an alert', () => {
  const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
  const anchors = [...rules.matchAll(/runbook: docs\/runbooks\.md#(\w+)/g)].map(([, anchor]) => anchor);
  const sections = [...read('docs/runbooks.md').matchAll(/^## (\w+)/gm)].map(([, name]) => name);
  expect(sections).toEqual(alerts);
  expect(anchors).toEqual(alerts.map((name) => name?.toLowerCase()));
});
