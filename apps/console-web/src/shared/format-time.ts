const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** `3 min. ago`, `in 2 hr.`, `now`. */
export function formatRelativeTime(atMs: number, nowMs: number): string {
  const distanceMs = atMs - nowMs;
  const [unit, ms] = UNITS.find(([, size]) => Math.abs(distanceMs) >= size) ?? ['second', 1_000];
  const count = Math.trunc(distanceMs / ms);
  return count === 0 ? 'now' : relative.format(count, unit);
}

/** Local, with its zone, and UTC: `24 Nov 2026, 07:03:12 GMT+1 · 06:03:12 UTC`. */
export function formatExactTime(atMs: number): string {
  const local = new Date(atMs).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  return `${local} · ${new Date(atMs).toISOString().slice(11, 19)} UTC`;
}

/** `320 ms`, `4.2 s`, `3 min`, `2.5 h`, `4 d`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${trim(ms / 1_000)} s`;
  if (ms < 3_600_000) return `${trim(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${trim(ms / 3_600_000)} h`;
  return `${trim(ms / 86_400_000)} d`;
}

function trim(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));
}
