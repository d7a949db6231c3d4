/** What one check found; `detail` is for the operator and holds no secrets. */
export interface CheckResult {
  ok: boolean;
  detail?: string;
}

export interface HealthReport {
  status: 'ok' | 'failing';
  checks: Record<string, CheckResult>;
}

const CHECK_TIMEOUT_MS = 1_000;

/** The checks that say whether an app can do its work now. */
export class HealthChecks {
  private readonly checks = new Map<string, () => Promise<CheckResult>>();
  private isStopping = false;

  /** @param check may reject or hang; both count as failing */
  add(name: string, check: () => Promise<CheckResult>): void {
    this.checks.set(name, check);
  }

  /** From here on the app is not ready, so that nothing new is routed to it while it finishes. */
  beginStopping(): void {
    this.isStopping = true;
  }

  async report(): Promise<HealthReport> {
    const entries = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await runCheck(check)] as const),
    );
    const checks: Record<string, CheckResult> = Object.fromEntries(entries);
    if (this.isStopping) checks['shutdown'] = { ok: false, detail: 'stopping' };
    const ok = Object.values(checks).every((check) => check.ok);
    return { status: ok ? 'ok' : 'failing', checks };
  }
}

async function runCheck(check: () => Promise<CheckResult>): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, detail: `no answer in ${CHECK_TIMEOUT_MS} ms` }),
      CHECK_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([check(), timeout]);
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'failed' };
  } finally {
    clearTimeout(timer);
  }
}
