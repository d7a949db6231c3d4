/** What every postback carries anyway; an additional parameter of that name would contradict it. */
const RESERVED: readonly string[] = ['clickid', 'sum', 'type', 'currency', 'status', 'rdtk_event_id', 'ptoken', 'format'];

export type CheckedParameterName = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** Whether an additional parameter may have this name. @returns the problem as the rest of a sentence */
export function checkParameterName(name: string): CheckedParameterName {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(name)) return { ok: false, problem: 'may have letters, digits, _ . and - only' };
  if (RESERVED.includes(name.toLowerCase())) return { ok: false, problem: 'is sent with every postback already' };
  return { ok: true };
}
