// @ts-check
const HEARTBEAT_MS = 10_000;

/**
 * Says what is being done and how long it took; while it takes long, that it still goes on.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} [describe] what to say about the result
 * @returns {Promise<T>}
 */
export async function step(title, work, describe = () => '') {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  console.log(`· ${title} …`);
  const heartbeat = setInterval(() => console.log(`  … still at it after ${seconds()}`), HEARTBEAT_MS);
  try {
    const result = await work();
    const note = describe(result);
    console.log(`✓ ${title} (${seconds()})${note === '' ? '' : `: ${note}`}`);
    return result;
  } catch (error) {
    console.log(`✗ ${title} (${seconds()})`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

/** A failure whose message says all: shown without a stack. */
export class ScriptError extends Error {}

/**
 * Runs a script and turns what it throws into a message and the exit code 1.
 * @param {() => Promise<number | void>} main returns the exit code; 0 when nothing
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof ScriptError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
