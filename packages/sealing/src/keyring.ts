import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { MasterKey } from './parse-master-keys.js';
import { takeRandomBytes } from './take-random-bytes.js';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LOOKUP_CHARACTERS = 16;

/** A sealed value that cannot be opened: sealed under a key that is not here, moved, or altered. */
export class UnsealError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsealError';
  }
}

interface DerivedKeys {
  readonly id: Buffer;
  readonly sealing: Buffer;
  readonly lookup: Buffer;
}

/**
 * Seals bytes with AES-256-GCM. The first master key seals; all of them open, so that a key can be rotated.
 * Layout of a sealed value: format (1) · length of the key id (1) · key id · nonce (12) · ciphertext · tag (16).
 * Nonces are random: rotate the key before 2^32 values (years at a million events a day).
 */
export class Keyring {
  private readonly current: DerivedKeys;
  private readonly byId: ReadonlyMap<string, DerivedKeys>;

  /** @param masterKeys at least one; the first one seals */
  constructor(masterKeys: readonly MasterKey[]) {
    const derived = masterKeys.map(deriveKeys);
    const [current] = derived;
    if (current === undefined) throw new Error('a keyring needs at least one master key');
    this.current = current;
    this.byId = new Map(derived.map((keys) => [keys.id.toString('latin1'), keys]));
  }

  /** The id of the key that seals now. */
  get currentKeyId(): string {
    return this.current.id.toString('latin1');
  }

  /** Whether a sealed value is sealed under the key that seals now. */
  isCurrent(sealed: Uint8Array): boolean {
    return readKeyId(Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)) === this.currentKeyId;
  }

  /**
   * @param context what the value belongs to ("event e1…"); opening under another context fails, so a sealed
   *   value cannot be moved to another place
   */
  seal(plaintext: Uint8Array | string, context: string): Buffer {
    const nonce = takeRandomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.current.sealing, nonce);
    cipher.setAAD(Buffer.from(context, 'utf8'));
    const body = typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
    const end = cipher.final();
    const head = Buffer.from([FORMAT, this.current.id.length]);
    return Buffer.concat([head, this.current.id, nonce, body, end, cipher.getAuthTag()]);
  }

  /** @throws UnsealError */
  open(sealed: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const keyId = readKeyId(bytes);
    const keys = this.byId.get(keyId);
    if (keys === undefined)
      throw new UnsealError(`sealed under the master key "${keyId}", which is not configured`);
    const nonceAt = 2 + keyId.length;
    const nonce = bytes.subarray(nonceAt, nonceAt + NONCE_BYTES);
    const body = bytes.subarray(nonceAt + NONCE_BYTES, bytes.length - TAG_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', keys.sealing, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context, 'utf8'));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      return Buffer.concat([decipher.update(body), decipher.final()]);
    } catch {
      throw new UnsealError('altered, or sealed for another place');
    }
  }

  /**
   * Keyed hashes of a text that may be searched for but not stored, such as an e-mail address: one per master
   * key, the current one first. Store the first, search for all.
   * @returns 16 characters of base64url each (96 bits)
   */
  hashForLookup(text: string): [string, ...string[]] {
    const hashes = [...this.byId.values()].map((keys) =>
      createHmac('sha256', keys.lookup).update(text, 'utf8').digest('base64url').slice(0, LOOKUP_CHARACTERS),
    );
    const [first, ...rest] = hashes;
    if (first === undefined) throw new Error('a keyring is never empty');
    return [first, ...rest];
  }
}

function deriveKeys(masterKey: MasterKey): DerivedKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', masterKey.secret, '', `ins-relay ${purpose}`, 32));
  return { id: Buffer.from(masterKey.id, 'latin1'), sealing: derive('sealing'), lookup: derive('lookup') };
}

function readKeyId(bytes: Buffer): string {
  const idBytes = bytes[1] ?? 0;
  if (bytes[0] !== FORMAT || bytes.length < 2 + idBytes + NONCE_BYTES + TAG_BYTES) {
    throw new UnsealError('not a sealed value');
  }
  return bytes.subarray(2, 2 + idBytes).toString('latin1');
}
