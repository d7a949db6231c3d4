import type { Outcome } from '@ins-relay/contracts';
import type { Overview, OverviewRange, OverviewStretch } from '@ins-relay/console-contract';
import { OUTCOME_COLORS } from '../shared/outcome-colors.js';

/** One stretch of time, flat, as charts want it. */
export interface ChartRow {
  readonly at: string;
  readonly notifications: number;
  readonly p50: number | null;
  readonly p95: number | null;
  /** Percent of attempts that RedTrack accepted. */
  readonly success: number | null;
  /** Seconds. */
  readonly queueAge: number | null;
  readonly [outcome: string]: number | string | null;
}

/** Stretches as rows, labelled in local time. */
export function toChartRows({ range, stretches }: Pick<Overview, 'range' | 'stretches'>): ChartRow[] {
  return stretches.map((stretch) => ({
    at: formatStretch(stretch.atMs, range),
    notifications: stretch.notifications,
    p50: stretch.deliveryP50Ms ?? null,
    p95: stretch.deliveryP95Ms ?? null,
    success: toSuccess(stretch),
    queueAge: stretch.queueAgeMs === undefined ? null : stretch.queueAgeMs / 1_000,
    ...stretch.outcomes,
  }));
}

/** Outcomes that occur in the time shown, in the order in which they are always listed. */
export function listOutcomes(stretches: readonly OverviewStretch[]): Outcome[] {
  return (Object.keys(OUTCOME_COLORS) as Outcome[]).filter((outcome) =>
    stretches.some(({ outcomes }) => (outcomes[outcome] ?? 0) > 0),
  );
}

function toSuccess({ attempts, attemptsFailed }: OverviewStretch): number | null {
  return attempts === 0 ? null : Math.round(((attempts - attemptsFailed) / attempts) * 1_000) / 10;
}

function formatStretch(atMs: number, range: OverviewRange): string {
  const at = new Date(atMs);
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return range === '7d'
    ? `${at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric' })} ${time}`
    : time;
}
