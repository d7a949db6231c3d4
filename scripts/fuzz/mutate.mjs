// @ts-check
import { SECRET_KEY } from './load-samples.mjs';

/** Values that decoders trip over. @type {unknown[]} */
const ODD_VALUES = [
  null,
  true,
  0,
  -0,
  1e308,
  Number.MAX_SAFE_INTEGER,
  -1,
  '',
  ' ',
  '0x10',
  'NaN',
  '1e3',
  '99999999999999999999.99',
  '\u0000',
  '\ud800',
  '\u202e\u0301',
  'é'.repeat(5_000),
  '{clickid}',
  '=cmd()',
  [],
  {},
  [[[[]]]],
  { toString: 1, valueOf: 1 },
  { length: 3 },
];
const ODD_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  'length',
  'version',
  'receipt',
];

/**
 * One body of a call, made of a sample by chance: its plaintext altered before it is encrypted, or the call itself.
 * @param {import('./load-samples.mjs').Samples} samples
 * @param {import('../lib/random.mjs').Random} random
 * @returns {Buffer}
 */
export function createMutant(samples, random) {
  const body = random.next() < 0.2 ? createLegacyBody(samples, random) : createEncryptedBody(samples, random);
  return random.next() < 0.5 ? Buffer.from(body) : mutateBytes(Buffer.from(body), random);
}

/** @param {import('./load-samples.mjs').Samples} samples @param {import('../lib/random.mjs').Random} random */
function createEncryptedBody({ clickbank, encrypted }, random) {
  const payload = structuredClone(random.pick(encrypted));
  for (let i = random.below(4); i > 0; i--) mutateValue(payload, random);
  const iv = Buffer.from(random.text(16, '0123456789ABCDEF'));
  const envelope = clickbank.encryptNotification(payload, SECRET_KEY, iv);
  switch (random.below(6)) {
    case 0:
      return new URLSearchParams({ ...envelope }).toString();
    case 1:
      return JSON.stringify({ ...envelope, iv: random.pick(ODD_VALUES) });
    case 2:
      return JSON.stringify([envelope]);
    default:
      return JSON.stringify(envelope);
  }
}

/** @param {import('./load-samples.mjs').Samples} samples @param {import('../lib/random.mjs').Random} random */
function createLegacyBody({ clickbank, legacy }, random) {
  /** @type {Record<string, string>} */
  const fields = structuredClone(/** @type {any} */ (random.pick(legacy)));
  const names = Object.keys(fields);
  for (let i = random.below(4); i > 0; i--)
    fields[random.pick([...names, ...ODD_KEYS])] = String(pickOdd(random));
  return clickbank.signLegacyNotification(fields, SECRET_KEY);
}

/** @param {import('../lib/random.mjs').Random} random */
function pickOdd(random) {
  const odd = random.pick(ODD_VALUES);
  return typeof odd === 'object' && odd !== null ? JSON.stringify(odd) : odd;
}

/**
 * Alters one place somewhere below.
 * @param {any} value an object or array
 * @param {import('../lib/random.mjs').Random} random
 * @returns {void}
 */
function mutateValue(value, random) {
  const keys = Object.keys(value);
  // JSON has no further keys in arrays.
  const hasKeys = !Array.isArray(value);
  if (!hasKeys && keys.length === 0) return;
  const isOdd = hasKeys && (random.next() < 0.15 || keys.length === 0);
  const key = isOdd ? random.pick(ODD_KEYS) : random.pick(keys);
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  if (typeof inner === 'object' && inner !== null && random.next() < 0.6) return mutateValue(inner, random);
  switch (random.below(5)) {
    case 0:
      if (!Array.isArray(value)) delete value[key];
      return;
    case 1:
      return define(value, key, [inner, inner]);
    case 2:
      return define(value, key, { [random.pick(ODD_KEYS)]: inner });
    case 3:
      return define(value, key, nest(inner, random.below(40)));
    default:
      return define(value, key, structuredClone(random.pick(ODD_VALUES)));
  }
}

/** @param {any} value @param {string} key @param {unknown} inner */
function define(value, key, inner) {
  Object.defineProperty(value, key, { value: inner, enumerable: true, configurable: true, writable: true });
}

/** @param {unknown} value @param {number} depth @returns {unknown} */
function nest(value, depth) {
  let nested = value;
  for (let i = 0; i < depth; i++) nested = [nested];
  return nested;
}

/** @param {Buffer} bytes @param {import('../lib/random.mjs').Random} random @returns {Buffer} */
function mutateBytes(bytes, random) {
  const at = random.below(bytes.length);
  switch (random.below(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes, bytes.subarray(at)]);
    case 2:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(random.text(8, '{}[]",:=&%+/\\')),
        bytes.subarray(at),
      ]);
    default: {
      const flipped = Buffer.from(bytes);
      for (let i = 1 + random.below(8); i > 0; i--) {
        const place = random.below(flipped.length);
        flipped[place] = (flipped[place] ?? 0) ^ (1 << random.below(8));
      }
      return flipped;
    }
  }
}
