export { openWorkerStorage, type WorkerStorage, type WorkerStorageConfig } from './open-worker-storage.js';
