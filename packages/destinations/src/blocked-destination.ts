/** Why nothing is sent to a destination at the moment. Times are milliseconds since 1970, UTC. */
export type BlockedDestination = OpenBreaker | PausedDestination;

/** It failed, or asked for a pause; one postback probes it when the time is over. */
export interface OpenBreaker {
  readonly state: 'open';
  readonly sinceMs: number;
  readonly untilMs: number;
  /** How long it is left alone this time; a probe that fails doubles it. */
  readonly pauseMs: number;
  /** `timeout`, `refused`, `status 503`, `asked to wait`. */
  readonly reason: string;
}

/** An operator said so. */
export interface PausedDestination {
  readonly state: 'paused';
  readonly sinceMs: number;
  readonly by: string;
}

/** @returns undefined for what a newer release wrote and this one does not know: not blocked */
export function parseBlockedDestination(text: string): BlockedDestination | undefined {
  try {
    const value = JSON.parse(text) as Partial<BlockedDestination>;
    const isOpen = value.state === 'open' && Number.isFinite(value.untilMs) && Number.isFinite(value.pauseMs);
    return isOpen || value.state === 'paused' ? (value as BlockedDestination) : undefined;
  } catch {
    return undefined;
  }
}
