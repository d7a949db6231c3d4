import { CAUSES, type Rule } from '@ins-relay/contracts';
import type { EventPreview, PreviewedPostback, PreviewVerdict } from '@ins-relay/preview';
import { maskPostbackUrl } from '@ins-relay/redtrack';
import { formatTable } from './format-table.js';

/**
 * Puts a preview into words: the event, how each rule answered, and the postbacks that would go out. Pure.
 * @param isRevealed customer data and the token are shown too
 */
export function describePreview(preview: EventPreview, rules: readonly Rule[], isRevealed: boolean): string {
  const { event, verdict } = preview;
  const title = [event.kind, event.receipt, `INS ${event.version}`, event.role, event.totalAccountAmount]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  return [title, '', describeRules(preview, rules), '', ...describeVerdict(verdict, isRevealed)].join('\n');
}

function describeRules({ event, rules: traces, verdict }: EventPreview, rules: readonly Rule[]): string {
  if (rules.length === 0) return 'There are no rules.';
  if (event.kind === 'TestTransactions' && verdict.verdict === 'test') {
    return 'No rule is asked about test transactions while the event matching says None for them.';
  }
  const rows = rules.map((rule, i) => {
    const trace = traces[i];
    return [String(i + 1), rule.name, trace?.answer ?? '-', trace?.why ?? 'not asked: one before it decided'];
  });
  return formatTable(['', 'rule', 'matches', 'why'], rows);
}

function describeVerdict(verdict: PreviewVerdict, isRevealed: boolean): string[] {
  switch (verdict.verdict) {
    case 'send': {
      const count = verdict.postbacks.length;
      return [
        `Matched by ${verdict.matchedBy}, click id ${verdict.clickId} from ${verdict.clickIdSource}.`,
        `${count === 1 ? 'This postback' : `These ${count} postbacks`} would go out; nothing was sent:`,
        ...verdict.postbacks.flatMap((postback) => describePostback(postback, isRevealed)),
      ];
    }
    case 'waiting':
      return [
        `It would wait for its parent ${verdict.parentReceipt}, whose click id it inherits.`,
        '--click-id shows what would be sent with one.',
      ];
    case 'unattributed':
      return [
        `It would be unattributed. ${CAUSES[verdict.cause]}`,
        '--click-id shows what would be sent with one.',
      ];
    case 'held':
      return [`It would be held until an operator approves it (${verdict.detail}).`];
    case 'test':
      return ['It would be recorded as a test and not sent.'];
    case 'ignored':
    case 'quarantined': {
      const detail = verdict.detail === undefined ? '' : ` (${verdict.detail})`;
      return [`It would be ${verdict.verdict}. ${CAUSES[verdict.cause]}${detail}`];
    }
  }
}

function describePostback(
  { ordinal, type, sum, currency, url }: PostbackLine,
  isRevealed: boolean,
): string[] {
  const amount = currency === null ? sum : `${sum} ${currency}`;
  return ['', `  ${ordinal}. ${type} ${amount}`, `     GET ${isRevealed ? url : maskPostbackUrl(url)}`];
}

type PostbackLine = Pick<PreviewedPostback, 'ordinal' | 'type' | 'sum' | 'currency' | 'url'>;
