import type { RuleAnswer } from '@ins-relay/console-contract';
import type { Connection } from '@ins-relay/contracts';
import type { StoredEvent } from '@ins-relay/ledger';
import { readSubject, type OperatorStorage } from '@ins-relay/operator';
import { previewEvent, type EventPreview } from '@ins-relay/preview';

/** How each rule of a connection would answer on an event now; undefined where it can't be tried. */
export async function answerRules(
  storage: OperatorStorage,
  event: StoredEvent,
  connection: Connection | undefined,
): Promise<RuleAnswer[] | undefined> {
  if (connection === undefined || connection.rules.length === 0) return undefined;
  const subject = await readSubject(storage, event);
  if (subject === undefined) return undefined;
  const preview = previewEvent({
    ...subject,
    connection,
    isApproved: event.summary.isApproved,
    findConnection: (id) => (id === connection.id ? connection : undefined),
  });
  return listRuleAnswers(preview, connection.rules);
}

/** The answers of all rules; those after the one that decided were not asked. */
export function listRuleAnswers(
  { rules: traces, verdict }: EventPreview,
  rules: readonly { readonly name: string }[],
): RuleAnswer[] {
  const why =
    verdict.verdict === 'test' ? 'no rule is asked about test transactions' : 'one before it decided';
  return rules.map(({ name }, i) => traces[i] ?? { rule: name, answer: 'not asked', why });
}
