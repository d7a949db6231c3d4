import type { EventFilter, EventLine } from './events.js';

export interface RepairRequest {
  readonly filter: EventFilter;
}

export interface RepairPreview {
  readonly count: number;
  /** Some of them. */
  readonly sample: readonly EventLine[];
  /** Too many for one repair: narrow the filter. */
  readonly isTooMany: boolean;
}

export interface NewRepair {
  readonly filter: EventFilter;
  readonly reason: string;
}

/** A replay of many events, in the background. */
export interface Repair {
  readonly id: string;
  readonly filter: EventFilter;
  readonly reason: string;
  readonly by: string;
  readonly createdAtMs: number;
  readonly endedAtMs?: number;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly total: number;
  readonly replayed: number;
  /** Gone from the ledger meanwhile, or never verified. */
  readonly skipped: number;
}

export interface RepairList {
  /** Newest first. */
  readonly repairs: readonly Repair[];
}
