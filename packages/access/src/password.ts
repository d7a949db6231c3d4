import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** OWASP's recommendation for 32 MiB: about a tenth of a second. */
const COST = { N: 32_768, r: 8, p: 3 } as const;
const MEMORY_BYTES_MAX = 64 * 1024 * 1024;
const KEY_BYTES = 32;
export const PASSWORD_LENGTH_MIN = 12;
const PASSWORD_LENGTH_MAX = 256;

/** @returns what is wrong with it as a new password; undefined if nothing is */
export function findPasswordProblem(password: string, name: string): string | undefined {
  if (password.length < PASSWORD_LENGTH_MIN) return `it needs at least ${PASSWORD_LENGTH_MIN} characters`;
  if (password.length > PASSWORD_LENGTH_MAX) return `it has more than ${PASSWORD_LENGTH_MAX} characters`;
  if (password.toLowerCase().includes(name.toLowerCase())) return 'it contains your name';
  if (new Set(password).size < 5) return 'it repeats too few characters';
  return undefined;
}

/** @returns `scrypt$N$r$p$salt$key`, so that the cost can grow later */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Takes the same time for every wrong password. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', key = ''] = hash.split('$');
  if (kind !== 'scrypt') return false;
  const expected = Buffer.from(key, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await deriveKey(password.slice(0, PASSWORD_LENGTH_MAX), Buffer.from(salt, 'base64'), cost);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function deriveKey(
  password: string,
  salt: Buffer,
  cost: Pick<ScryptOptions, 'N' | 'r' | 'p'>,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      password.normalize('NFKC'),
      salt,
      KEY_BYTES,
      { ...cost, maxmem: MEMORY_BYTES_MAX },
      (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      },
    );
  });
}
