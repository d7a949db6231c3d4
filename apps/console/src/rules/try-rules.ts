import type { RulesTrial, RulesTrialResult } from '@ins-relay/console-contract';
import { CAUSES, type Connection } from '@ins-relay/contracts';
import { findSubject, type OperatorStorage, type Subject } from '@ins-relay/operator';
import { previewEvent, type PreviewVerdict } from '@ins-relay/preview';
import { maskPostbackUrl } from '@ins-relay/redtrack';
import { listRuleAnswers } from '../events/answer-rules.js';
import { ApiProblem } from '../http/api-problem.js';

/** What would become of an event with these rules; nothing is stored or sent. @throws ApiProblem */
export async function tryRules(
  storage: OperatorStorage,
  connection: Connection,
  trial: RulesTrial,
  findConnection: (id: string) => Connection | undefined,
): Promise<RulesTrialResult> {
  const subject = await readTrialSubject(storage, trial);
  const { clickId } = trial;
  const preview = previewEvent({
    ...subject,
    connection,
    ...(clickId === undefined || clickId === '' ? {} : { assignedClickId: clickId }),
    findConnection,
  });
  const { verdict } = preview;
  return {
    trace: listRuleAnswers(preview, connection.rules),
    verdict: verdict.verdict,
    summary: summarize(verdict),
    ...('cause' in verdict ? { cause: verdict.cause } : {}),
    postbacks:
      verdict.verdict === 'send'
        ? verdict.postbacks.map(({ currency, sum, type, url }) => ({
            conversionType: type,
            sum,
            ...(currency === null ? {} : { currency }),
            maskedUrl: maskPostbackUrl(url),
          }))
        : [],
  };
}

async function readTrialSubject(
  storage: OperatorStorage,
  { event, notification }: RulesTrial,
): Promise<Subject> {
  if ((event === undefined) === (notification === undefined)) {
    throw refuse(
      'event',
      'or a notification is needed, one of the two',
      'choose an event, or paste a notification',
    );
  }
  if (notification !== undefined) return parseNotification(notification);
  const found = await findSubject(storage, (event ?? '').trim());
  if (found.found) return found.subject;
  throw found.reason === 'unknown'
    ? refuse('event', 'is no event id or receipt that is known', 'copy one from the events page')
    : refuse('event', 'was never verified, so there is nothing to try', 'choose another one');
}

function parseNotification(text: string): Subject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    throw refuse('notification', `is not JSON: ${why}`, 'paste a decrypted notification, from { to }');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('transactionType' in value)) {
    throw refuse('notification', 'has no transactionType', 'paste a decrypted notification, from { to }');
  }
  return {
    payload: value,
    verification: 'encrypted',
    eventId: 'preview',
    parent: { status: 'unseen' },
  };
}

function summarize(verdict: PreviewVerdict): string {
  switch (verdict.verdict) {
    case 'send':
      return `Matched by ${verdict.matchedBy}, click id ${verdict.clickId} from ${verdict.clickIdSource}.`;
    case 'waiting':
      return `It would wait for its parent ${verdict.parentReceipt}, whose click id it inherits.`;
    case 'held':
      return `It would be held until an operator approves it (${verdict.detail}).`;
    case 'test':
      return 'It would be recorded as a test and not sent.';
    case 'unattributed':
      return `It would be unattributed. ${CAUSES[verdict.cause]}`;
    case 'ignored':
    case 'quarantined': {
      const detail = verdict.detail === undefined ? '' : ` (${verdict.detail})`;
      return `It would be ${verdict.verdict}. ${CAUSES[verdict.cause]}${detail}`;
    }
  }
}

function refuse(path: string, problem: string, fix: string): ApiProblem {
  return new ApiProblem(422, `The ${path} ${problem}.`, [{ path, problem, fix }]);
}
