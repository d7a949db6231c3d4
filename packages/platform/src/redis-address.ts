/** Where Redis is and how to get in, as it is configured. Empty is the same as absent. */
export interface RedisAddress {
  /** See `parseRedisAddress`. */
  readonly url: string;
  /** Win over those in the URL, where special characters would have to be percent-encoded. */
  readonly username?: string;
  readonly password?: string;
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
  /** PEM file of the authority that signed the servers’ certificates; those that Node knows when absent. */
  readonly caFile?: string;
  /** PEM files, for servers that ask their clients for a certificate. */
  readonly certFile?: string;
  readonly keyFile?: string;
}
