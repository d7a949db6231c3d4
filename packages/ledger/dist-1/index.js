export { LedgerWriter } from './ledger-writer.js';
export { LedgerReader } from './ledger-reader.js';
export { foldTimeline } from './fold-timeline.js';
export { ClaimStore } from './claim-store.js';
export { ClickLinks } from './click-links.js';
export { HeldEvents } from './held-events.js';
export { recordBrokenJob } from './record-broken-job.js';
export { UnverifiedCalls } from './unverified-calls.js';
export { TimelineEditor } from './timeline-editor.js';
export { LedgerSweeper } from './ledger-sweeper.js';

//# sourceMappingURL=index.js.map