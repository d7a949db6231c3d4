export { requeueEvent, type RequeuePorts, type RequeueResult } from './requeue-event.js';
export { reverifyCalls, type ReverifyPorts } from './reverify-calls.js';
