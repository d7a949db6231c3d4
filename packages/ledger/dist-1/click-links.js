import { LedgerKeys } from './ledger-keys.js';
/**
 * Keeps a click id and tells who waited for it, in one step: whoever adds itself to the orphans later finds it.
 *   KEYS[1] the click id of the receipt · KEYS[2] its orphans · ARGV click id · seconds to keep
 */ const REMEMBER_SCRIPT = `
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return redis.call('SMEMBERS', KEYS[2])
`;
/**
 * Which click id belongs to a receipt, so that its upsells, rebills and reversals can inherit it. Subscriptions
 * rebill for years: links are kept longer than timelines.
 */ export class ClickLinks {
    constructor(redis, keyPrefix, keepSeconds){
        this.redis = redis;
        this.keepSeconds = keepSeconds;
        this.keys = new LedgerKeys(keyPrefix);
        if ('insRememberClick' in redis) return;
        redis.defineCommand('insRememberClick', {
            numberOfKeys: 2,
            lua: REMEMBER_SCRIPT
        });
    }
    /**
   * @param clickId undefined records that the receipt came without one; it never replaces a known one
   * @returns the events that were given up for want of this click id; hand each to `removeOrphan` once it goes on
   */ async remember(connectionId, receipt, clickId) {
        const key = this.keys.clickId(connectionId, receipt);
        if (clickId === undefined) {
            await this.redis.set(key, '', 'EX', this.keepSeconds, 'NX');
            return [];
        }
        const redis = this.redis;
        return redis.insRememberClick(key, this.keys.orphans(connectionId, receipt), clickId, this.keepSeconds);
    }
    /** A click id that is kept by `LedgerWriter.append`. */ describe(connectionId, receipt, clickId) {
        const key = this.keys.clickId(connectionId, receipt);
        const orphansKey = this.keys.orphans(connectionId, receipt);
        return {
            key,
            orphansKey,
            clickId,
            keepSeconds: this.keepSeconds
        };
    }
    async find(connectionId, receipt) {
        return toLink(await this.redis.get(this.keys.clickId(connectionId, receipt)));
    }
    /**
   * Notes an event that is about to be given up because its parent's click id is not known.
   * @returns what is known by now: a click id that came in just before would not find the event
   */ async addOrphan(connectionId, parentReceipt, eventId) {
        const orphans = this.keys.orphans(connectionId, parentReceipt);
        const pipeline = this.redis.pipeline().sadd(orphans, eventId).expire(orphans, this.keepSeconds);
        const replies = await pipeline.get(this.keys.clickId(connectionId, parentReceipt)).exec();
        for (const [error] of replies ?? [])if (error !== null) throw error;
        return toLink(replies?.[2]?.[1] ?? null);
    }
    async removeOrphan(connectionId, parentReceipt, eventId) {
        await this.redis.srem(this.keys.orphans(connectionId, parentReceipt), eventId);
    }
}
function toLink(clickId) {
    if (clickId === null) return {
        status: 'unseen'
    };
    return clickId === '' ? {
        status: 'seen-without'
    } : {
        status: 'known',
        clickId
    };
}

//# sourceMappingURL=click-links.js.map