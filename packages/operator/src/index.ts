export { openOperatorStorage, type OperatorStorage, type OperatorStorageConfig } from './operator-storage.js';
export { buildInsUrl } from './build-ins-url.js';
export { checkReach, findUnknownDestinations, type DestinationFlaw } from './check-destinations.js';
export { collectGuideFacts } from './collect-guide-facts.js';
export { countWaiting, type WaitingPostbacks } from './count-waiting.js';
export { describeTimeline, type TimelineStep } from './describe-timeline.js';
export { findSubject, readSubject, type FoundSubject, type Subject } from './find-subject.js';
export { maskNotification } from './mask-notification.js';
