export { deriveIdentity, type Identity } from './derive-identity.js';
export { deriveRdtkEventId } from './derive-rdtk-event-id.js';
export { checkClickIdSource, listClickIdSources, type CheckedClickIdSource } from './click-id-sources.js';
export { resolveClickId, type ParentClickId, type ResolvedClickId } from './resolve-click-id.js';
export { decideAmount, type DecidedAmount } from './decide-amount.js';
export { compileTemplate, renderTemplate, type CompiledTemplate, type Template } from './template.js';
export { checkEventField, type TemplateExtras } from './event-fields.js';
export { type RuleTrace } from './rules.js';
export { checkAmountExpression, checkCondition } from './check-condition.js';
export {
  matchEvent,
  type MatchDecision,
  type MatchOptions,
  type MatchedEvent,
  type Quarantine,
} from './match-event.js';
export {
  draftPostbacks,
  type DraftContext,
  type DraftDecision,
  type PostbackDestination,
  type PostbackDraft,
} from './draft-postbacks.js';
export { findClosestWord } from './find-closest-word.js';
