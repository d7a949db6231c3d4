export { Keyring, UnsealError } from './keyring.js';
export { parseMasterKeys, type MasterKey } from './parse-master-keys.js';
export { takeRandomBytes } from './take-random-bytes.js';
export { JobSealer } from './job-sealer.js';
