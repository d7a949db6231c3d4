import { styleText } from 'node:util';
import type { Outcome } from '@ins-relay/contracts';

const COLOURS: Record<Outcome, 'green' | 'cyan' | 'gray' | 'yellow' | 'red' | 'magenta'> = {
  delivered: 'green',
  pending: 'cyan',
  duplicate: 'gray',
  ignored: 'gray',
  test: 'magenta',
  unattributed: 'yellow',
  quarantined: 'yellow',
  failed: 'red',
  rejected: 'red',
};

/** The outcome in its colour, where the terminal shows colours. */
export function formatOutcome(outcome: Outcome, isColoured: boolean): string {
  return isColoured ? styleText(COLOURS[outcome], outcome, { validateStream: false }) : outcome;
}
