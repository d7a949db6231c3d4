// @ts-check
import { DEMO_ORDERS } from './demo-orders.mjs';
import { loadTestkit } from './load-testkit.mjs';
import { sendOrder } from './send-order.mjs';
import { ScriptError, step } from './step.mjs';

/**
 * @typedef {import('../../packages/testkit/src/index.js').LocalStack} LocalStack
 * @typedef {import('./start-stack.mjs').RunningStack} RunningStack
 * @typedef {import('../../packages/ledger/src/index.js').EventSummary} EventSummary
 * @typedef {import('../../apps/sandbox/src/redtrack/summarize-books.js').BooksSummary} BooksSummary
 * @typedef {import('./demo-orders.mjs').Sent} Sent
 * @typedef {{ title: string, receipt: string | null, events: EventSummary[], isAsExpected: boolean }} DemoResult
 */

const EVENTS_MAX = 1_000;
const SETTLE_MS_MAX = 60_000;

/**
 * Sends every event once, waits until all have settled, and shows what became of them.
 * @param {RunningStack} running
 * @returns {Promise<boolean>} whether every event ended as it should, and none was counted twice
 */
export async function playDemo({ stack, target }) {
  const { waitFor } = await loadTestkit();
  const startedAtMs = Date.now();
  const sent = await step('Sending every event once', () => sendStream(stack, target));
  const read = () => readResults(stack, sent, startedAtMs);
  const isSettled = async () => (await read()).every((result) => result.isAsExpected);
  await step('Waiting until all have settled', () =>
    // What has not settled by then is shown as it is.
    waitFor(isSettled, { describe: 'the events', timeoutMs: SETTLE_MS_MAX, intervalMs: 250 }).catch(
      () => false,
    ),
  );
  const results = await read();
  console.log(`\n${formatResults(results)}\n`);

  const summary = /** @type {BooksSummary} */ (
    await (await fetch(`${stack.sandboxUrl}/redtrack/summary`)).json()
  );
  const twice = Object.keys(summary.eventIds.countedMoreThanOnce).length;
  const { conversions, sum } = summary;
  console.log(`  In RedTrack's books: ${conversions} conversions, together ${sum}; counted twice: ${twice}`);
  const postbacks = results.flatMap((result) => result.events.flatMap((event) => event.postbacks));
  const isRight =
    results.every((result) => result.isAsExpected) && conversions === postbacks.length && twice === 0;
  if (!isRight) console.log('\n  This is not how it should end; the logs are in .relay/logs.');
  return isRight;
}

/**
 * Sends the stream, one after the other.
 * @param {LocalStack} stack
 * @param {Record<string, unknown>} target where to, and with which secret key
 * @returns {Promise<Record<string, Sent>>} what was sent, by name
 */
async function sendStream(stack, target) {
  /** @type {Record<string, Sent>} */
  const sent = {};
  for (const { name, order } of DEMO_ORDERS)
    sent[name] = await sendOrder(stack, { ...target, ...order(sent) });
  return sent;
}

/**
 * What became of the stream so far.
 * @param {LocalStack} stack
 * @param {Record<string, Sent>} sent
 * @param {number} sinceMs when the stream began
 * @returns {Promise<DemoResult[]>}
 */
async function readResults(stack, sent, sinceMs) {
  const events = (await listEvents(stack)).filter((event) => event.receivedAtMs >= sinceMs);
  return DEMO_ORDERS.map(({ name, title, kind, outcomes }) => {
    const receipt = sent[name]?.receipt ?? null;
    // What could not be decrypted has no receipt; a TEST shows asterisks, a cart nothing.
    const isOurs = (/** @type {EventSummary} */ event) =>
      kind === undefined
        ? event.outcome === 'rejected'
        : event.kind === kind && (event.receipt === undefined || event.receipt === receipt);
    const own = events.filter(isOurs).sort((a, b) => a.receivedAtMs - b.receivedAtMs);
    const found = own.map((event) => event.outcome).sort();
    const isAsExpected = found.join() === [...outcomes].sort().join();
    return { title, receipt, events: own, isAsExpected };
  });
}

/** @param {readonly DemoResult[]} results */
function formatResults(results) {
  const rows = results.map(({ title, receipt, events, isAsExpected }) => {
    const counts = new Map();
    for (const { outcome } of events) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    const outcome = [...counts]
      .map(([name, count]) => (count === 1 ? name : `${count} × ${name}`))
      .join(', ');
    const postbacks = events.flatMap((event) =>
      event.postbacks.map((one) => `${one.conversionType} ${one.sum}`),
    );
    return [isAsExpected ? '✓' : '✗', title, receipt ?? '', outcome || 'nothing yet', postbacks.join(', ')];
  });
  const all = [['', 'what ClickBank sent', 'receipt', 'outcome', 'conversions'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  return all
    .map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}

/**
 * @param {LocalStack} stack
 * @returns {Promise<EventSummary[]>}
 */
async function listEvents(stack) {
  const args = ['events', '--json', '--connection', 'demo', '--limit', String(EVENTS_MAX)];
  const { code, stdout, stderr } = await stack.runRelay(args);
  if (code !== 0) throw new ScriptError(`relay ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
