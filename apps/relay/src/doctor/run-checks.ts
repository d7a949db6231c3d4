import type { Check, DoctorContext, Finding } from './finding.js';

const CHECK_MS_MAX = 15_000;

/** Looks at all of it side by side. A look that fails, or takes too long, is a finding. */
export async function runChecks(checks: readonly Check[], context: DoctorContext): Promise<Finding[]> {
  const found = await Promise.all(checks.map((check) => runCheck(check, context)));
  return found.flat();
}

async function runCheck({ about, look }: Check, context: DoctorContext): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${CHECK_MS_MAX / 1_000} s`)), CHECK_MS_MAX);
  });
  try {
    return await Promise.race([look(context), deadline]);
  } catch (error) {
    const text = `could not be looked at: ${error instanceof Error ? error.message : String(error)}`;
    return [{ about, level: 'failure', text }];
  } finally {
    clearTimeout(timer);
  }
}
