export {
  buildPostbackUrl,
  type BuiltPostback,
  type PostbackFields,
  type PostbackTarget,
} from './build-postback-url.js';
export { classifyResponse, type PostbackResponse, type ResponseVerdict } from './classify-response.js';
export { isPlainAcknowledgement } from './is-plain-acknowledgement.js';
export { parseRetryAfter } from './parse-retry-after.js';
export { computeBackoffMs } from './compute-backoff-ms.js';
export { parseTrackingDomain, type ParsedTrackingDomain } from './parse-tracking-domain.js';
export { checkParameterName, type CheckedParameterName } from './check-parameter-name.js';
export { maskPostbackUrl } from './mask-postback-url.js';
export { looksLikeClickId } from './looks-like-click-id.js';
export { readPostbackFields, type ConversionFields } from './read-postback-fields.js';
