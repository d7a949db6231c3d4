/** What every postback carries anyway, and `format`, which changes RedTrack's answer. */
const RESERVED: readonly string[] = [
  'clickid',
  'sum',
  'type',
  'currency',
  'status',
  'rdtk_event_id',
  'ptoken',
  'format',
];

const SUBS = 20;

export type CheckedParameterName = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/**
 * Whether an additional parameter may have this name; one that a postback has already would contradict it.
 * @returns the problem as the rest of a sentence
 */
export function checkParameterName(name: string): CheckedParameterName {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) {
    return { ok: false, problem: 'may have letters, digits, _ . and - only, 64 at most' };
  }
  const sub = /^sub(\d+)$/.exec(name)?.[1];
  if (sub !== undefined && (Number(sub) < 1 || Number(sub) > SUBS)) {
    return { ok: false, problem: `is none of RedTrack’s subs, which are sub1 to sub${SUBS}` };
  }
  if (!RESERVED.includes(name.toLowerCase())) return { ok: true };
  return { ok: false, problem: `is reserved: ${RESERVED.join(', ')} are not additional parameters` };
}
