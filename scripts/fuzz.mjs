// @ts-check
// `pnpm fuzz [--iterations 100000] [--seed 1] [--replay <file>]`: mutated genuine notifications against the decoder
// and against the real endpoint. Nothing crashes, nothing hangs, nothing is answered 5xx, memory stays flat.
import { readFileSync } from 'node:fs';
import { loadSamples } from './fuzz/load-samples.mjs';
import { fuzzDecoder, tryOnDecoder } from './fuzz/fuzz-decoder.mjs';
import { fuzzEndpoint } from './fuzz/fuzz-endpoint.mjs';
import { printFuzzReport } from './fuzz/report.mjs';
import { ensureRedisServer } from './lib/ensure-redis.mjs';
import { ensureTools, installAndBuild } from './lib/ensure-tools.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { runScript, ScriptError, step } from './lib/step.mjs';

/** Of all; the rest goes to the endpoint. */
const DECODER_SHARE = 0.6;

await runScript(async () => {
  const values = readFlags({
    iterations: { type: 'string' },
    seed: { type: 'string' },
    replay: { type: 'string' },
  });
  const iterations = Number(values.iterations ?? 100_000);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!(iterations > 0) || !Number.isInteger(seed))
    throw new ScriptError('--iterations and --seed take numbers');
  await ensureTools();
  await installAndBuild();
  const samples = await loadSamples();
  if (values.replay !== undefined) {
    console.log(tryOnDecoder(samples, readFileSync(values.replay)));
    return 0;
  }
  await ensureRedisServer();
  console.log(`fuzz: ${iterations} mutated notifications, --seed ${seed}\n`);
  const decoderCount = Math.round(iterations * DECODER_SHARE);
  const decoder = await step(`Decoder and mapping, ${decoderCount}`, () =>
    fuzzDecoder(samples, decoderCount, seed),
  );
  const endpoint = await step(`Endpoint, ${iterations - decoderCount}`, () =>
    fuzzEndpoint(samples, iterations - decoderCount, seed + 1),
  );
  return printFuzzReport(decoder, endpoint) ? 0 : 1;
});
process.exit();
