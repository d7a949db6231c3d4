// @ts-check
// `node docker/grafana/build-dashboards.mjs`: writes the dashboards beside it from the lists below.
import { writeFileSync } from 'node:fs';

/** @typedef {{ title: string, unit?: string, queries: [expr: string, legend: string][], kind?: 'timeseries' | 'stat' }} Panel */

const QUANTILES = (/** @type {string} */ metric) =>
  /** @type {[string, string][]} */ (
    [0.5, 0.95, 0.99].map((q) => [
      `histogram_quantile(${q}, sum by (le) (rate(${metric}_bucket[$__rate_interval])))`,
      `p${q * 100}`,
    ])
  );

/** @type {Record<string, { title: string, panels: Panel[] }>} */
const DASHBOARDS = {
  pipeline: {
    title: 'INS Relay: pipeline',
    panels: [
      {
        title: 'Notifications per second',
        queries: [['sum by (source) (rate(ins_relay_notifications_total[$__rate_interval]))', '{{source}}']],
      },
      {
        title: 'Outcomes per second',
        queries: [['sum by (outcome) (rate(ins_relay_events_total[$__rate_interval]))', '{{outcome}}']],
      },
      {
        title: 'ClickBank’s call → RedTrack’s acceptance',
        unit: 's',
        queries: QUANTILES('ins_relay_delivery_seconds'),
      },
      {
        title: 'Attempts per second, by answer',
        queries: [['sum by (class) (rate(ins_relay_attempts_total[$__rate_interval]))', '{{class}}']],
      },
      { title: 'Attempts take', unit: 's', queries: QUANTILES('ins_relay_attempt_seconds') },
      {
        title: 'Jobs',
        queries: [['max by (queue, state) (ins_relay_queue_jobs)', '{{queue}} {{state}}']],
      },
      {
        title: 'Oldest job waits',
        unit: 's',
        queries: [['max by (queue) (ins_relay_queue_oldest_seconds)', '{{queue}}']],
      },
      {
        title: 'Jobs wait for a worker, p95',
        unit: 's',
        queries: [
          [
            'histogram_quantile(0.95, sum by (le, queue) (rate(ins_relay_job_wait_seconds_bucket[$__rate_interval])))',
            '{{queue}}',
          ],
        ],
      },
      {
        title: 'Jobs run, p95',
        unit: 's',
        queries: [
          [
            'histogram_quantile(0.95, sum by (le, queue) (rate(ins_relay_job_seconds_bucket[$__rate_interval])))',
            '{{queue}}',
          ],
        ],
      },
      {
        title: 'Ingest answers per second',
        queries: [
          [
            'sum by (status) (rate(ins_relay_http_requests_total{app="ingest"}[$__rate_interval]))',
            '{{status}}',
          ],
        ],
      },
      {
        title: 'Ingest answers within, p99',
        unit: 's',
        queries: [
          [
            'histogram_quantile(0.99, sum by (le, route) (rate(ins_relay_http_request_seconds_bucket{app="ingest"}[$__rate_interval])))',
            '{{route}}',
          ],
        ],
      },
      {
        title: 'Versions',
        kind: 'stat',
        queries: [['count by (app, version) (ins_relay_build_info)', '{{app}} {{version}}']],
      },
    ],
  },
  connections: {
    title: 'INS Relay: connections',
    panels: [
      {
        title: 'Notifications per hour',
        queries: [['sum by (connection) (increase(ins_relay_notifications_total[1h]))', '{{connection}}']],
      },
      {
        title: 'Delivered, share',
        unit: 'percentunit',
        queries: [
          [
            'sum by (connection) (rate(ins_relay_events_total{outcome="delivered"}[1h])) / sum by (connection) (rate(ins_relay_events_total{outcome=~"delivered|failed|quarantined|unattributed"}[1h]))',
            '{{connection}}',
          ],
        ],
      },
      {
        title: 'Not delivered per hour, by cause',
        queries: [
          [
            'sum by (connection, outcome, cause) (increase(ins_relay_events_total{outcome=~"failed|quarantined|unattributed|rejected"}[1h])) > 0',
            '{{connection}} {{outcome}}: {{cause}}',
          ],
        ],
      },
      {
        title: 'Attempts that failed per minute',
        queries: [
          [
            'sum by (connection, class) (rate(ins_relay_attempts_total{class!="2xx"}[$__rate_interval])) * 60',
            '{{connection}} {{class}}',
          ],
        ],
      },
      {
        title: 'Blocked destinations',
        queries: [
          ['max by (destination, state) (ins_relay_destination_blocked)', '{{destination}} {{state}}'],
        ],
      },
    ],
  },
  redis: {
    title: 'INS Relay: Redis',
    panels: [
      { title: 'Answers', kind: 'stat', queries: [['min by (app) (ins_relay_redis_up)', '{{app}}']] },
      {
        title: 'Persists',
        kind: 'stat',
        queries: [['min(ins_relay_redis_persistence_ok)', 'append-only file']],
      },
      { title: 'Memory', unit: 'bytes', queries: [['max(ins_relay_redis_used_bytes)', 'used']] },
      {
        title: 'Of maxmemory',
        unit: 'percentunit',
        queries: [['max(ins_relay_redis_memory_share)', 'share']],
      },
      { title: 'Evicted keys', kind: 'stat', queries: [['max(ins_relay_redis_evicted_keys)', 'evicted']] },
    ],
  },
};

const WIDTH = 12;
const HEIGHT = 8;
const datasource = { type: 'prometheus', uid: 'prometheus' };

for (const [name, { panels, title }] of Object.entries(DASHBOARDS)) {
  const dashboard = {
    uid: `ins-relay-${name}`,
    title,
    tags: ['ins-relay'],
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    panels: panels.map(({ kind = 'timeseries', queries, title: panelTitle, unit = 'short' }, i) => ({
      id: i + 1,
      type: kind,
      title: panelTitle,
      datasource,
      gridPos: { x: (i % 2) * WIDTH, y: Math.floor(i / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: queries.map(([expr, legendFormat], at) => ({
        refId: String.fromCharCode(65 + at),
        datasource,
        expr,
        legendFormat,
      })),
    })),
  };
  const path = new URL(`dashboards/${name}.json`, import.meta.url);
  writeFileSync(path, `${JSON.stringify(dashboard, null, 2)}\n`);
}
