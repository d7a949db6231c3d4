export { DestinationBoard, type BoardOptions } from './destination-board.js';
export { type BlockedDestination, type OpenBreaker, type PausedDestination } from './blocked-destination.js';
export {
  DestinationGate,
  type GateOptions,
  type GatePass,
  type GateResult,
  type GateVerdict,
  type GateVisitor,
} from './destination-gate.js';
export { RateBudget } from './rate-budget.js';
export { isPublicAddress, readLiteralAddress } from './is-public-address.js';
export { lookupPublic, PrivateAddressError } from './lookup-public.js';
export { checkHost } from './check-host.js';
