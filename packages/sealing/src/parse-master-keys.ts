const KEY_BYTES = 32;

export interface MasterKey {
  /** 1–16 letters, digits, `_` or `-`; written into every sealed value. */
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * Reads `MASTER_KEYS`: `<id>:<32 bytes in base64>`, several separated by commas, the sealing one first.
 * @throws Error that says what is wrong and how to make a key; it never repeats the key
 */
export function parseMasterKeys(text: string): MasterKey[] {
  const keys = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseMasterKey);
  if (keys.length === 0) throw new Error(`no master key given; ${HOW_TO_MAKE_ONE}`);
  const ids = new Set(keys.map((key) => key.id));
  if (ids.size !== keys.length) throw new Error('two master keys have the same id');
  return keys;
}

const HOW_TO_MAKE_ONE = 'make one with: echo "k1:$(openssl rand -base64 32)"';

function parseMasterKey(part: string, index: number): MasterKey {
  const colon = part.indexOf(':');
  const id = part.slice(0, Math.max(colon, 0));
  if (!/^[A-Za-z0-9_-]{1,16}$/.test(id)) {
    throw new Error(`master key ${index + 1} does not start with an id and a colon; ${HOW_TO_MAKE_ONE}`);
  }
  const secret = Buffer.from(part.slice(colon + 1), 'base64');
  if (secret.length !== KEY_BYTES) {
    throw new Error(
      `master key "${id}" has ${secret.length} bytes instead of ${KEY_BYTES}; ${HOW_TO_MAKE_ONE}`,
    );
  }
  return { id, secret };
}
