// @ts-check
// Loaded into the dispatchers before anything else: one name resolves as a file says, or not at all, as when a DNS
// server is gone. Nothing of the relay is touched.
const dns = require('node:dns');
const { readFileSync } = require('node:fs');

const { CHAOS_HOST = '', CHAOS_HOSTS_FILE = '' } = process.env;
const { lookup } = dns;

/** @type {any} */ (dns).lookup = (
  /** @type {string} */ hostName,
  /** @type {any} */ options,
  /** @type {any} */ callback,
) => {
  if (hostName !== CHAOS_HOST || typeof options === 'function') return lookup(hostName, options, callback);
  const address = JSON.parse(readFileSync(CHAOS_HOSTS_FILE, 'utf8'))[hostName];
  if (address === undefined) {
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostName}`), { code: 'ENOTFOUND' });
    return process.nextTick(callback, error);
  }
  if (options.all) return process.nextTick(callback, null, [{ address, family: 4 }]);
  return process.nextTick(callback, null, address, 4);
};
