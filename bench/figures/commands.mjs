// @ts-check
import { buildRow } from '../lib/row.mjs';
import { SERVICES } from '../lib/side.mjs';
import { CHAIN } from './pipeline.mjs';

const RATE = 200;
const LANES = 20;

/**
 * What an event asks of Redis, by process: commands that were sent, and what scripts called for them.
 * @param {import('../lib/create-bench.mjs').Bench} bench
 */
export async function measureCommands(bench) {
  const count = RATE * (bench.isQuick ? 2 : 5);
  const product = await countCommands(bench, await bench.startProduct({ services: [] }), count);
  const chain = await countCommands(bench, await bench.startChain({ services: [] }), count);
  await bench.stopAll();
  /** @param {string} what @param {(counted: typeof chain) => number} read */
  const row = (what, read) =>
    buildRow({
      figure: 'commands',
      what,
      unit: '',
      product: [read(product)],
      baseline: [read(chain)],
      baselineName: CHAIN,
    });
  return [
    ...SERVICES.map((service) =>
      row(`commands of ${service} for an event`, ({ sent }) => sent[service] ?? 0),
    ),
    row('commands that scripts call for an event', ({ inScripts }) => inScripts),
    row(`reads of Redis's sockets for an event, at ${RATE}/s`, ({ reads }) => reads),
  ];
}

/**
 * @param {import('../lib/create-bench.mjs').Bench} bench
 * @param {import('../lib/side.mjs').Side} side
 * @param {number} count
 */
async function countCommands(bench, side, count) {
  /** @type {Map<string, string>} */
  const owners = new Map();
  const known = new Set(await listClients(side));
  for (const service of SERVICES) {
    await side.start(service);
    for (const address of await listClients(side)) {
      if (known.has(address)) continue;
      known.add(address);
      owners.set(address, service);
    }
  }
  const plan = { port: side.port, paths: side.paths, lanes: LANES, ratePerSecond: RATE };
  await bench.world.relay({ ...plan, first: bench.world.takeNumbers(RATE), count: RATE });

  const readsBefore = await readReads(side);
  await bench.world.relay({ ...plan, first: bench.world.takeNumbers(count), count });
  const reads = ((await readReads(side)) - readsBefore) / count;

  /** @type {Record<string, number>} */
  const sent = {};
  let inScripts = 0;
  const monitor = await side.redis.monitor();
  monitor.on('monitor', (_time, _command, source) => {
    const owner = owners.get(source);
    if (owner !== undefined) sent[owner] = (sent[owner] ?? 0) + 1;
    else if (source === 'lua') inScripts += 1;
  });
  await bench.world.relay({ ...plan, first: bench.world.takeNumbers(count), count });
  monitor.disconnect();
  const each = Object.entries(sent).map(([service, commands]) => [service, commands / count]);
  return { sent: Object.fromEntries(each), inScripts: inScripts / count, reads };
}

/** @param {import('../lib/side.mjs').Side} side */
async function listClients({ redis }) {
  const list = /** @type {string} */ (await redis.client('LIST'));
  return [...list.matchAll(/ addr=(\S+)/g)].map(([, address = '']) => address);
}

/** @param {import('../lib/side.mjs').Side} side */
async function readReads({ redis }) {
  const [, reads] = /total_reads_processed:(\d+)/.exec(await redis.info('stats')) ?? [];
  return Number(reads);
}
