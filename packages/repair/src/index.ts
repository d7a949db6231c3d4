export { adoptOrphans, type AdoptPorts, type Orphanage } from './adopt-orphans.js';
export { approveEvent, type ApproveResult } from './approve-event.js';
export { assignClickId, type AssignResult } from './assign-click-id.js';
export { ignoreEvent, type IgnorePorts, type IgnoreResult } from './ignore-event.js';
export { requeueEvent, type Requeue, type RequeuePorts, type RequeueResult } from './requeue-event.js';
export { reverifyCalls, type ReverifyPorts } from './reverify-calls.js';
export { eraseCustomer, type ErasePorts, type EraseResult } from './erase-customer.js';
export { rotateMasterKey, type RotatePorts, type RotateResult } from './rotate-master-key.js';
export { reconcileFailed, type ReconcilePorts } from './reconcile-failed.js';
