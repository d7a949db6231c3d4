import { LedgerKeys } from './ledger-keys.js';
const PAGE = 200;
/** The events that wait because their connection is paused. */ export class HeldEvents {
    constructor(redis, keyPrefix){
        this.redis = redis;
        this.keys = new LedgerKeys(keyPrefix);
    }
    async add(connectionId, eventId) {
        await this.redis.sadd(this.keys.held(connectionId), eventId);
    }
    async count(connectionId) {
        return this.redis.scard(this.keys.held(connectionId));
    }
    /**
   * Hands out every held event and forgets it once `release` has resolved; a crash in between hands it out again.
   * @returns how many were released
   */ async releaseAll(connectionId, release) {
        const key = this.keys.held(connectionId);
        let released = 0;
        for(;;){
            const ids = await this.redis.srandmember(key, PAGE);
            if (ids.length === 0) return released;
            for (const id of ids.sort()){
                await release(id);
                await this.redis.srem(key, id);
                released += 1;
            }
        }
    }
}

//# sourceMappingURL=held-events.js.map