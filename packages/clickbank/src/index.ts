export { deriveAesKey } from './derive-aes-key.js';
export { openNotification, type OpenedNotification, type OpenFailure } from './open-notification.js';
export { decodeNotification, type DecodingContext } from './decode-notification.js';
export { determineEventKind, normalizeTransactionType } from './determine-event-kind.js';
export { parseTransactionTime } from './parse-transaction-time.js';
export { encryptNotification } from './encrypt-notification.js';
export { type Payload } from './parse-payload.js';
