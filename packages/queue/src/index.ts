export { JobProducer, type ProducerOptions, type QueueCounts } from './job-producer.js';
export { NotReplicatedError } from './replica-barrier.js';
export { JobWorker } from './job-worker.js';
export { type JobRun } from './job-run.js';
export { type WorkerOptions } from './worker-options.js';
export { type JobVerdict } from './job-verdict.js';
export { checkConsumption } from './check-consumption.js';
