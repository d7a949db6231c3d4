import { followChannel, type RedisClient } from '@ins-relay/platform';
import {
  parseBlockedDestination,
  type BlockedDestination,
  type OpenBreaker,
  type PausedDestination,
} from './blocked-destination.js';

export interface BoardOptions {
  readonly redis: RedisClient;
  readonly keyPrefix: string;
  /** Hears of reads that failed; what was known stays in use. */
  readonly onError: (error: Error) => void;
  /** In case a message was missed; 2 s when not given. */
  readonly pollMs?: number;
}

const POLL_MS = 2_000;

/**
 * Changes what blocks a destination, ends the claim of whoever probed it, and tells everybody.
 *   KEYS[1] all that are blocked · KEYS[2] the claim
 *   ARGV destination · JSON, or empty for nothing · 1: though it is paused · channel
 *   returns 1 if something changed
 */
const CHANGE_SCRIPT = `
redis.call('DEL', KEYS[2])
local now = redis.call('HGET', KEYS[1], ARGV[1])
if now and ARGV[3] ~= '1' and string.find(now, '"state":"paused"', 1, true) then return 0 end
if ARGV[2] ~= '' then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
elseif redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('PUBLISH', ARGV[4], ARGV[1])
return 1
`;

/**
 * Claims the right to probe, unless what the caller knows of the destination is out of date.
 *   KEYS as above · ARGV destination · the `untilMs` that the caller knows · milliseconds that the claim lasts
 */
const CLAIM_PROBE_SCRIPT = `
local now = redis.call('HGET', KEYS[1], ARGV[1])
if not now or cjson.decode(now).untilMs ~= tonumber(ARGV[2]) then return 0 end
return redis.call('SET', KEYS[2], '1', 'PX', ARGV[3], 'NX') and 1 or 0
`;

type RedisWithScripts = RedisClient & {
  insChangeDestination(
    key: string,
    probeKey: string,
    destination: string,
    text: string,
    always: number,
    channel: string,
  ): Promise<number>;
  insClaimProbe(
    key: string,
    probeKey: string,
    destination: string,
    untilMs: number,
    ttlMs: number,
  ): Promise<number>;
};

/**
 * Which destinations are blocked, the same for every dispatcher and the operator, and remembered over restarts. To
 * look one up costs no I/O: the few that are blocked are in memory, kept up to date.
 */
export class DestinationBoard {
  private blocked: ReadonlyMap<string, BlockedDestination> = new Map();
  private unfollow: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isLoading = false;
  private isLoadWanted = false;

  constructor(private readonly options: BoardOptions) {
    const { redis } = options;
    if ('insChangeDestination' in redis) return;
    redis.defineCommand('insChangeDestination', { numberOfKeys: 2, lua: CHANGE_SCRIPT });
    redis.defineCommand('insClaimProbe', { numberOfKeys: 2, lua: CLAIM_PROBE_SCRIPT });
  }

  /** Resolves once the state is known. @throws what Redis throws */
  async start(): Promise<void> {
    const reload = () => void this.reload();
    const listeners = { onMessage: reload, onResumed: reload };
    this.unfollow = await followChannel(this.options.redis, this.channel, listeners);
    this.blocked = await this.list();
    this.timer = setInterval(() => void this.reload(), this.options.pollMs ?? POLL_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.unfollow?.();
    this.unfollow = undefined;
  }

  find(destination: string): BlockedDestination | undefined {
    return this.blocked.get(destination);
  }

  /** All that are blocked, as they are in Redis now. */
  async list(): Promise<Map<string, BlockedDestination>> {
    const texts = await this.options.redis.hgetall(this.key);
    return new Map(
      Object.entries(texts).flatMap(([destination, text]) => {
        const blocked = parseBlockedDestination(text);
        return blocked === undefined ? [] : [[destination, blocked] as const];
      }),
    );
  }

  /** Leaves it alone for a while. A pause of an operator's stays. */
  async open(destination: string, breaker: OpenBreaker): Promise<void> {
    await this.change(destination, breaker, 'unless paused');
  }

  /** Sends to it again after it failed. A pause of an operator's stays. */
  async close(destination: string): Promise<void> {
    await this.change(destination, undefined, 'unless paused');
  }

  /** An operator's pause: it stays until `resume`. */
  async pause(destination: string, pause: PausedDestination): Promise<void> {
    await this.change(destination, pause, 'always');
  }

  /** Ends whatever blocks it. @returns whether it was blocked */
  async resume(destination: string): Promise<boolean> {
    return this.change(destination, undefined, 'always');
  }

  /**
   * Whether the caller is the one that may probe; nobody else may for `ttlMs`, or until the outcome is told through
   * `open` or `close`.
   * @param breaker as the caller knows it
   */
  async claimProbe(destination: string, breaker: OpenBreaker, ttlMs: number): Promise<boolean> {
    const redis = this.options.redis as RedisWithScripts;
    const probeKey = this.nameProbeKey(destination);
    return (await redis.insClaimProbe(this.key, probeKey, destination, breaker.untilMs, ttlMs)) === 1;
  }

  private async change(
    destination: string,
    next: BlockedDestination | undefined,
    when: 'always' | 'unless paused',
  ): Promise<boolean> {
    const redis = this.options.redis as RedisWithScripts;
    const text = next === undefined ? '' : JSON.stringify(next);
    const changed = await redis.insChangeDestination(
      this.key,
      this.nameProbeKey(destination),
      destination,
      text,
      when === 'always' ? 1 : 0,
      this.channel,
    );
    if (changed === 1) {
      const blocked = new Map(this.blocked);
      if (next === undefined) blocked.delete(destination);
      else blocked.set(destination, next);
      this.blocked = blocked;
    }
    return changed === 1;
  }

  private async reload(): Promise<void> {
    // One question at a time, and one more if something changed while it was asked: a client that waits for Redis
    // must not pile them up while it is away.
    this.isLoadWanted = true;
    if (this.isLoading) return;
    this.isLoading = true;
    while (this.isLoadWanted) {
      this.isLoadWanted = false;
      try {
        this.blocked = await this.list();
      } catch (error) {
        this.options.onError(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.isLoading = false;
  }

  private nameProbeKey(destination: string): string {
    return `${this.options.keyPrefix}:probe:${destination}`;
  }

  private get key(): string {
    return `${this.options.keyPrefix}:destinations`;
  }

  private get channel(): string {
    return `${this.options.keyPrefix}:destinations:changed`;
  }
}
