import type { Alert } from './alert.js';

/** An alert that somebody was told of and that is not over. Times are milliseconds since 1970, UTC. */
export interface ToldAlert {
  readonly text: string;
  readonly sinceMs: number;
  readonly toldAtMs: number;
}

export type ToldAlerts = Readonly<Record<string, ToldAlert>>;

export interface MessagePlan {
  /** Undefined where there is nothing to say. */
  readonly text: string | undefined;
  /** What has been told once the message is taken. */
  readonly told: ToldAlerts;
}

export interface MessageSettings {
  /** What lasts is told again after so long. */
  readonly repeatMs: number;
  /** Of the console, without a trailing slash; empty where it has none. */
  readonly consoleUrl: string;
}

/** So many of a kind fit in a message that is read. */
const LINES_MAX = 20;

/** One message for all that is new, still there after a while, or over. Pure. */
export function planMessage(
  told: ToldAlerts,
  alerts: readonly Alert[],
  { repeatMs, consoleUrl }: MessageSettings,
  nowMs: number,
): MessagePlan {
  const present = new Map(alerts.map((alert) => [alert.key, alert]));
  const fresh: string[] = [];
  const lasting: string[] = [];
  const next: Record<string, ToldAlert> = {};
  for (const [key, { path, text }] of present) {
    const before = told[key];
    const line = `• ${text}${consoleUrl === '' ? '' : ` – ${consoleUrl}${path}`}`;
    if (before === undefined) fresh.push(line);
    else if (nowMs - before.toldAtMs >= repeatMs)
      lasting.push(`${line} (for ${tell(nowMs - before.sinceMs)})`);
    else {
      next[key] = before;
      continue;
    }
    next[key] = { text, sinceMs: before?.sinceMs ?? nowMs, toldAtMs: nowMs };
  }
  const over = Object.entries(told).flatMap(([key, { sinceMs, text }]) =>
    present.has(key) ? [] : [`• ${text} (lasted ${tell(nowMs - sinceMs)})`],
  );
  const parts = [
    ...listUnder(`:rotating_light: INS Relay: ${fresh.length} new`, fresh),
    ...listUnder(`:hourglass: INS Relay: ${lasting.length} still there`, lasting),
    ...listUnder(`:white_check_mark: INS Relay: ${over.length} over`, over),
  ];
  return { text: parts.length === 0 ? undefined : parts.join('\n'), told: next };
}

function listUnder(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - LINES_MAX;
  return [title, ...lines.slice(0, LINES_MAX), ...(more > 0 ? [`• and ${more} more`] : [])];
}

function tell(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
