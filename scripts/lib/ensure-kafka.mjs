// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCommand } from './apt-install.mjs';
import { STATE } from './repository.mjs';
import { step } from './step.mjs';

const REPOSITORY = 'https://repo1.maven.org/maven2';
const FOLDER = join(STATE, 'kafka');
const AT_ONCE = 8;

/**
 * Gets Apache Kafka from Maven Central, for a real broker in tests, and declares it as KAFKA_JARS for this process and
 * its children. Where that can't be (no Java, no way to Maven Central) it says so, and those tests are skipped.
 */
export async function ensureKafka() {
  if (process.env.KAFKA_JARS) return;
  if (!(await hasCommand('java'))) {
    console.log('– There is no Java on this machine; the tests with a Kafka broker are skipped.');
    return;
  }
  /** @type {{ path: string, sha256: string }[]} */
  const jars = JSON.parse(readFileSync(new URL('kafka-jars.json', import.meta.url), 'utf8'));
  mkdirSync(FOLDER, { recursive: true });
  const missing = jars.filter(({ path }) => !existsSync(join(FOLDER, toName(path))));
  if (missing.length > 0) {
    try {
      await step('Getting Apache Kafka from Maven Central', () => download(missing));
    } catch (error) {
      console.log(`– Kafka can’t be had (${String(error)}); the tests with a broker are skipped.`);
      return;
    }
  }
  process.env.KAFKA_JARS = FOLDER;
}

/** @param {{ path: string, sha256: string }[]} jars */
async function download(jars) {
  const queue = [...jars];
  const work = async () => {
    for (let jar = queue.shift(); jar !== undefined; jar = queue.shift()) await get(jar);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** @param {{ path: string, sha256: string }} jar */
async function get({ path, sha256 }) {
  const response = await fetch(`${REPOSITORY}/${path}`);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${path}: its checksum is ${found}, not ${sha256}`);
  const file = join(FOLDER, toName(path));
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}

/** @param {string} path */
function toName(path) {
  return path.split('/').at(-1) ?? path;
}
