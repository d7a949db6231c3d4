/**
 * `verified`: seen to work, by what arrived. `problem`: seen not to. `open`: nothing seen yet. `unseen`: only the
 * user's own accounts show it.
 */
export type StepStatus = 'verified' | 'problem' | 'open' | 'unseen';

/** Something to copy. */
export interface GuideValue {
  readonly label: string;
  readonly value: string;
}

export interface GuideStep {
  readonly title: string;
  /** Where to click: `ClickBank → Vendor settings → …`. */
  readonly where: string;
  /** What to do there, and why, in plain words. */
  readonly text: string;
  readonly values: readonly GuideValue[];
  readonly status: StepStatus;
  /** What was seen, or is missing. */
  readonly note?: string;
}
