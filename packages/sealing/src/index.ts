export { Keyring, UnsealError } from './keyring.js';
export { parseMasterKeys, type MasterKey } from './parse-master-keys.js';
export { isJobFieldCurrent, openJobField, sealJobField, type SealedJobField } from './job-field.js';
