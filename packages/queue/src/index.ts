export { JobProducer, type ProducerOptions, type QueueCounts } from './job-producer.js';
export { NotReplicatedError } from './replica-barrier.js';
export { JobWorker, type JobRun, type WorkerOptions } from './job-worker.js';
export { type JobVerdict } from './job-verdict.js';
export { checkConsumption } from './check-consumption.js';
