// @ts-check
// `pnpm scale-check [--quick] [--json <file>] [--svg <file>]`: 1, 2 and 4 replicas, and what each adds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRedisServer } from '../scripts/lib/ensure-redis.mjs';
import { ensureTools, installAndBuild } from '../scripts/lib/ensure-tools.mjs';
import { readFlags } from '../scripts/lib/read-flags.mjs';
import { runScript, step } from '../scripts/lib/step.mjs';
import { describeMachine } from './report/describe-machine.mjs';

const REPLICAS = [1, 2, 4];
const ROUNDS = 3;
const QUICK = { rounds: 1, size: 0.6 };

// What was started ends with this process, but not with its default way to take a signal.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => process.exit(1));

await runScript(async () => {
  const flags = readFlags({
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    svg: { type: 'string' },
  });
  await ensureTools();
  await installAndBuild();
  await ensureRedisServer();
  // They need what was just built.
  const { interleave } = await import('./lib/interleave.mjs');
  const { startWorld } = await import('./load/start-world.mjs');
  const { drawRows } = await import('./scale/draw-rows.mjs');
  const { explainRows, formatRows } = await import('./scale/format-rows.mjs');
  const { runReplicas } = await import('./scale/run-replicas.mjs');
  const { ANSWER_AFTER_MS, SUBJECTS } = await import('./scale/subjects.mjs');
  const { summarizeRuns } = await import('./scale/summarize-runs.mjs');

  const { rounds, size } = flags.quick ? QUICK : { rounds: ROUNDS, size: 1 };
  const measuredAt = new Date().toISOString();
  const logsDir = mkdtempSync(join(tmpdir(), 'ins-relay-scale-'));
  const world = await startWorld({ answerAfterMs: ANSWER_AFTER_MS, keepsArrivals: true });
  /** @type {import('./scale/summarize-runs.mjs').ScaleRow[]} */
  const rows = [];
  try {
    for (const subject of SUBJECTS) {
      const runs = await interleave(rounds, REPLICAS, (replicas) =>
        step(
          `Measuring ${replicas} × ${subject.service}`,
          () => runReplicas({ subject, replicas, world, size, logsDir }),
          ({ eventsPerSecond, findings }) => [`${Math.round(eventsPerSecond)}/s`, ...findings].join('; '),
        ),
      );
      rows.push(...summarizeRuns(subject, runs));
    }
  } finally {
    world.stop();
  }
  const result = { measuredAt, machine: describeMachine(), isQuick: flags.quick, rounds, rows };
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(result, undefined, 2)}\n`);
  if (flags.svg !== undefined) writeFileSync(flags.svg, drawRows(rows));
  console.log(`\n${formatRows(rows)}\n\n${explainRows()}\n\n${result.machine}`);

  const findings = rows.flatMap((row) =>
    row.findings.map((finding) => `✗ ${row.replicas} × ${row.service}: ${finding}`),
  );
  if (findings.length === 0) {
    rmSync(logsDir, { recursive: true });
    return 0;
  }
  console.log(`\n${findings.join('\n')}\nLogs of every process: ${logsDir}`);
  return 1;
});
process.exit();
