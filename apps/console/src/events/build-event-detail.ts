import type { EventDetail, RuleAnswer, SentRequest } from '@ins-relay/console-contract';
import type { EventSummary, StoredEvent, TimelineEntry } from '@ins-relay/ledger';
import { describeTimeline, maskNotification } from '@ins-relay/operator';
import { maskPostbackUrl } from '@ins-relay/redtrack';
import { decideActions } from './decide-actions.js';
import { toEventLine } from './to-event-line.js';

/**
 * All that may be shown of an event without an entry in the audit log.
 * @param rules how they would answer now; undefined where that can't be tried
 */
export function buildEventDetail(event: StoredEvent, rules: readonly RuleAnswer[] | undefined): EventDetail {
  const { entries, summary } = event;
  const { notification, urls = [] } = event.openRecord();
  const { assignedClickId, clickIdSource, duplicateOf, matchedBy, parentReceipt, verification, version } =
    summary;
  return {
    ...toEventLine(summary),
    ...omitAbsent({
      version,
      verification,
      parentReceipt,
      duplicateOf,
      clickIdSource,
      assignedClickId,
      matchedBy,
      rules,
    }),
    generation: summary.generation,
    isErased: summary.isErased,
    timeline: describeTimeline(entries),
    ...(notification === undefined ? {} : { notification: maskNotification(JSON.parse(notification)) }),
    requests: listRequests(summary, entries, urls),
    actions: decideActions(summary, notification !== undefined),
  };
}

function listRequests(
  { generation, postbacks }: EventSummary,
  entries: readonly TimelineEntry[],
  urls: readonly string[],
): SentRequest[] {
  return postbacks.map(({ conversionType, ordinal, rdtkEventId, sum }) => ({
    ordinal,
    conversionType,
    sum,
    rdtkEventId,
    maskedUrl: maskPostbackUrl(urls[ordinal - 1] ?? ''),
    attempts: entries.flatMap((entry) =>
      entry.type === 'attempt' && entry.ordinal === ordinal && entry.generation === generation
        ? [
            {
              attempt: entry.attempt,
              generation: entry.generation,
              atMs: entry.atMs,
              durationMs: entry.durationMs,
              hasBody: entry.sealedBody !== undefined,
              ...omitAbsent({ status: entry.status, error: entry.error, nextAtMs: entry.nextAtMs }),
            },
          ]
        : [],
    ),
  }));
}

function omitAbsent<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
