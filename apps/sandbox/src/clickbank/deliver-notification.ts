import { setTimeout as delay } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';

/** One POST to the INS URL. */
export interface DeliveryAttempt {
  readonly attemptCount: number;
  /** Null when there was no answer. */
  readonly status: number | null;
  /** `timeout`, or the code of what went wrong with the connection. */
  readonly error?: string;
  readonly durationMs: number;
}

export interface DeliveryPlan {
  readonly insUrl: string;
  readonly contentType: string;
  /** The body for an attempt: its attemptCount differs, and so does its encryption. */
  readonly createBody: (attemptCount: number) => string;
  readonly firstAttemptCount: number;
  readonly attemptsMax: number;
  readonly timeoutMs: number;
  readonly retryIntervalMs: number;
  /** Ends the waiting between attempts. */
  readonly signal: AbortSignal;
  readonly dispatcher: Dispatcher;
  readonly onAttempt: (attempt: DeliveryAttempt) => void;
}

/**
 * Delivers as ClickBank does: a 2xx within the time limit is success, anything else is tried again after the
 * interval until the attempts are used up.
 * @returns whether it was accepted
 */
export async function deliverNotification(plan: DeliveryPlan): Promise<boolean> {
  for (let made = 0; made < plan.attemptsMax && !plan.signal.aborted; made++) {
    if (made > 0) await pause(plan.retryIntervalMs, plan.signal);
    if (plan.signal.aborted) return false;
    const attempt = await post(plan, plan.firstAttemptCount + made);
    plan.onAttempt(attempt);
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) return true;
  }
  return false;
}

async function post(plan: DeliveryPlan, attemptCount: number): Promise<DeliveryAttempt> {
  const body = plan.createBody(attemptCount);
  const startedAt = performance.now();
  const end = (outcome: { status: number | null; error?: string }) => ({
    attemptCount,
    ...outcome,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
  });
  try {
    const answer = await request(plan.insUrl, {
      method: 'POST',
      headers: { 'content-type': plan.contentType },
      body,
      signal: AbortSignal.timeout(plan.timeoutMs),
      dispatcher: plan.dispatcher,
    });
    await answer.body.dump();
    return end({ status: answer.statusCode });
  } catch (error) {
    return end({ status: null, error: describeError(error) });
  }
}

function describeError(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return name === 'TimeoutError' ? 'timeout' : (code ?? name ?? 'unknown');
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    // Aborted: the caller looks at the signal.
  }
}
