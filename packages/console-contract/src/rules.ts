import type { Cause } from '@ins-relay/contracts';
import type { DeclaredRuleForm } from './connections.js';
import type { RuleAnswer } from './events.js';

export interface RuleSet {
  readonly connectionId: string;
  readonly rules: readonly DeclaredRuleForm[];
  /** How often each decided since it has its name; by rule name. */
  readonly hits: Readonly<Record<string, number>>;
  /** Of the connection's settings; sent back on saving, so that nobody's change is overwritten. */
  readonly revision: string;
  /** Newest first. */
  readonly history: readonly RuleSetVersion[];
}

export interface RuleSetVersion {
  readonly id: string;
  readonly atMs: number;
  readonly by: string;
  readonly rules: readonly DeclaredRuleForm[];
}

export interface RuleSetChange {
  readonly rules: readonly DeclaredRuleForm[];
  readonly revision: string;
}

export interface RulesCheck {
  readonly rules: readonly DeclaredRuleForm[];
}

/** Exactly one of `event` and `notification`. */
export interface RulesTrial {
  /** As stored when absent. */
  readonly rules?: readonly DeclaredRuleForm[];
  /** An event id or a receipt. */
  readonly event?: string;
  /** Text of a decrypted notification, JSON. */
  readonly notification?: string;
  /** As if the event had this click id. */
  readonly clickId?: string;
}

export interface RulesTrialResult {
  readonly trace: readonly RuleAnswer[];
  readonly verdict: 'send' | 'ignored' | 'quarantined' | 'unattributed' | 'test' | 'held' | 'waiting';
  /** In one sentence. */
  readonly summary: string;
  readonly cause?: Cause;
  readonly postbacks: readonly {
    readonly conversionType: string;
    readonly sum: string;
    readonly currency?: string;
    readonly maskedUrl: string;
  }[];
}
