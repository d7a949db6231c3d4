// @ts-check

/** @typedef {{ name: string, lastedMs: number, recoveryMs: number | undefined }} Strike */

const FINDINGS_MAX = 40;

/**
 * @param {object} run
 * @param {import('./clickbank.mjs').ChaosClickBank} run.clickBank
 * @param {Awaited<ReturnType<import('./watch.mjs').Watch['readSummary']>>} run.summary
 * @param {import('./judge.mjs').Verdict} run.verdict
 * @param {readonly Strike[]} run.strikes
 */
export function printReport({ clickBank, summary, verdict, strikes }) {
  const calls = clickBank.sent.reduce((sum, one) => sum + one.calls, 0);
  printRows([
    ['notifications sent', clickBank.sent.length],
    ['calls of ClickBank, re-sends included', calls],
    ['accepted (answered 200)', verdict.accepted],
    ['conversions expected and in the books', verdict.delivered],
    ['calls of RedTrack', summary.requests],
    ['  of which it dropped as duplicates', summary.duplicatesDropped],
    ['  of which a fault answered', summary.notBooked],
    ['lost', verdict.lost],
    ['counted twice', verdict.countedTwice],
    ['nobody expected', verdict.unexpected],
  ]);
  console.log('');
  const names = [...new Set(strikes.map(({ name }) => name))].sort();
  printRows(names.map((name) => [name, describe(strikes.filter((strike) => strike.name === name))]));
  for (const finding of verdict.findings.slice(0, FINDINGS_MAX)) console.log(`✗ ${finding}`);
  const more = verdict.findings.length - FINDINGS_MAX;
  if (more > 0) console.log(`✗ and ${more} more`);
}

/** @param {readonly Strike[]} strikes */
function describe(strikes) {
  const worst = Math.max(...strikes.map(({ recoveryMs }) => recoveryMs ?? Infinity));
  const recovery = worst === Infinity ? 'more than 30 s' : `${(worst / 1000).toFixed(1)} s`;
  return `${strikes.length} ×, well again after at most ${recovery}`;
}

/** @param {(string | number)[][]} rows */
function printRows(rows) {
  const width = Math.max(...rows.map(([name]) => String(name).length));
  for (const [name, value] of rows) console.log(`  ${String(name).padEnd(width)}  ${value}`);
}
