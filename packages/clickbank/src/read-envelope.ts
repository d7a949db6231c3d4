/** What ClickBank posts: an encrypted notification (6.0 and later), or the fields of a form (1.0–4.0). */
export type Envelope =
  | { readonly form: 'encrypted'; readonly ciphertext: Buffer; readonly iv: Buffer }
  | { readonly form: 'legacy'; readonly fields: ReadonlyMap<string, string> };

export type EnvelopeResult =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly cause: 'not-an-envelope' | 'bad-encoding' };

const BLOCK_BYTES = 16;
const NOT_AN_ENVELOPE = { ok: false, cause: 'not-an-envelope' } as const;
const BAD_ENCODING = { ok: false, cause: 'bad-encoding' } as const;

/**
 * Reads the raw body of a call. The Content-Type of INS is documented nowhere, so only the body decides: JSON with
 * `notification` and `iv`, or a form with these fields, or a form with `cverify`.
 */
export function readEnvelope(body: Buffer): EnvelopeResult {
  const text = body
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  if (text.startsWith('{')) return readJson(text);
  return text.includes('=') ? readForm(text) : NOT_AN_ENVELOPE;
}

function readJson(text: string): EnvelopeResult {
  let value: { notification?: unknown; iv?: unknown };
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return NOT_AN_ENVELOPE;
  }
  const { notification, iv } = value;
  if (typeof notification !== 'string' || typeof iv !== 'string') return NOT_AN_ENVELOPE;
  return decodeEnvelope(notification, iv);
}

function readForm(text: string): EnvelopeResult {
  const fields = new Map(new URLSearchParams(text));
  const notification = fields.get('notification');
  const iv = fields.get('iv');
  // A sender that does not escape `+` has it read as a space.
  if (notification !== undefined && iv !== undefined) {
    return decodeEnvelope(notification.replaceAll(' ', '+'), iv.replaceAll(' ', '+'));
  }
  return fields.has('cverify') ? { ok: true, envelope: { form: 'legacy', fields } } : NOT_AN_ENVELOPE;
}

function decodeEnvelope(notification: string, iv: string): EnvelopeResult {
  const ciphertext = decodeBase64(notification);
  const ivBytes = decodeBase64(iv);
  if (ciphertext === undefined || ivBytes === undefined) return BAD_ENCODING;
  if (ivBytes.length !== BLOCK_BYTES) return BAD_ENCODING;
  if (ciphertext.length === 0 || ciphertext.length % BLOCK_BYTES !== 0) return BAD_ENCODING;
  return { ok: true, envelope: { form: 'encrypted', ciphertext, iv: ivBytes } };
}

/**
 * Strict where Node is not. Its decoder skips foreign characters, so each of them makes the result shorter than the
 * text promises; and it takes the URL-safe alphabet too, which ClickBank does not use. White space is allowed.
 */
function decodeBase64(text: string): Buffer | undefined {
  if (text.includes('-') || text.includes('_')) return undefined;
  // To look for white space takes as long as to decode; where there is some, the result is too short.
  return decodeCompact(text) ?? decodeCompact(text.replace(/\s+/g, ''));
}

function decodeCompact(text: string): Buffer | undefined {
  const characters = text.endsWith('==') ? text.length - 2 : text.length - Number(text.endsWith('='));
  if (characters % 4 === 1) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === Math.floor((characters * 3) / 4) ? bytes : undefined;
}
