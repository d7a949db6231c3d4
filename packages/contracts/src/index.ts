export { EVENT_KINDS, type EventKind } from './event-kind.js';
export { OUTCOMES, OUTCOME_MEANINGS, type Outcome } from './outcome.js';
export { CAUSES, CAUSE_CODES, type Cause } from './cause.js';
export { ContractError, parseContract } from './parse-contract.js';
export {
  NOTIFICATION_SOURCES,
  NotificationMapJob,
  VERIFICATIONS,
  type NotificationSource,
  type Verification,
} from './notification-map-job.js';
export { JobBatch, type BatchedJob, type BatchTrail } from './job-batch.js';
export { type OpenJob, type SealedField } from './open-job.js';
export { PostbackDeliverJob } from './postback-deliver-job.js';
export { JOB_CATALOG, NOTIFICATIONS_PER_BATCH, type JobDeclaration } from './job-catalog.js';
export {
  type Customer,
  type DecimalString,
  type LineItem,
  type PaymentPlan,
  type RelayEvent,
  type UpsellFlow,
} from './relay-event.js';
export { createEventId, EVENT_ID_ALPHABET, isEventId, pickEventId, readEventIdTime } from './event-id.js';
export {
  AMOUNT_SOURCES,
  CONNECTION_ROLES,
  CONVERSION_STATUSES,
  SIGN_POLICIES,
  type AdditionalParameter,
  type AmountSource,
  type BreakerSettings,
  type ClickBankSettings,
  type ClickIdSettings,
  type Connection,
  type ConnectionRole,
  type ConversionStatus,
  type DeliverySettings,
  type EventMatch,
  type PixelSettings,
  type RedTrackSettings,
  type RetiredKey,
  type Rule,
  type SignPolicy,
} from './connection.js';
