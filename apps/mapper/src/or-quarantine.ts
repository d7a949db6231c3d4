import type { Quarantine } from '@ins-relay/mapping';

/** Domain functions do not throw; one that does must not make the queue try for days. */
export function orQuarantine<T>(think: () => T): T | Quarantine {
  try {
    return think();
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown';
    return { decision: 'quarantine', cause: 'mapper-error', detail };
  }
}
