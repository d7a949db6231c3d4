import { randomBytes } from 'node:crypto';
import type { DeclaredRuleForm, RuleSetVersion } from '@ins-relay/console-contract';
import type { RedisClient } from '@ins-relay/platform';

const KEPT_MAX = 50;

/** The rules a connection had, newest first; bounded. */
export class RulesHistory {
  constructor(
    private readonly redis: RedisClient,
    private readonly keyPrefix: string,
  ) {}

  async list(connectionId: string): Promise<RuleSetVersion[]> {
    const texts = await this.redis.lrange(this.key(connectionId), 0, -1);
    return texts.map((text) => JSON.parse(text) as RuleSetVersion);
  }

  async add(
    connectionId: string,
    rules: readonly DeclaredRuleForm[],
    by: string,
    atMs: number,
  ): Promise<void> {
    const version: RuleSetVersion = { id: randomBytes(4).toString('hex'), atMs, by, rules };
    const key = this.key(connectionId);
    await this.redis
      .multi()
      .lpush(key, JSON.stringify(version))
      .ltrim(key, 0, KEPT_MAX - 1)
      .exec();
  }

  private key(connectionId: string): string {
    return `${this.keyPrefix}:rules-history:${connectionId}`;
  }
}
