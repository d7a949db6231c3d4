export { assignClickId, type AssignResult } from './assign-click-id.js';
export { requeueEvent, type RequeuePorts, type RequeueResult } from './requeue-event.js';
export { reverifyCalls, type ReverifyPorts } from './reverify-calls.js';
