export {
  LedgerWriter,
  type AppendOptions,
  type Appended,
  type LedgerOptions,
  type SentPostback,
} from './ledger-writer.js';
export { LedgerReader, type EventPage, type EventQuery, type StoredEvent } from './ledger-reader.js';
export { foldTimeline, type EventSummary, type PostbackSummary } from './fold-timeline.js';
export { type MappedPostback, type TimelineEntry } from './timeline-entry.js';
export { type EventRecord } from './event-record.js';
export { ClaimStore, type Claim, type Stake } from './claim-store.js';
export { ClickLinks, type ClickLink, type LinkToKeep } from './click-links.js';
export { HeldEvents } from './held-events.js';
export { recordBrokenJob, type BrokenJob } from './record-broken-job.js';
export { UnverifiedCalls, type UnverifiedCall } from './unverified-calls.js';
export { TimelineEditor, type EditResult } from './timeline-editor.js';
export { LedgerSweeper } from './ledger-sweeper.js';
