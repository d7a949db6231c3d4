import { LedgerKeys } from './ledger-keys.js';
const TRANSFER_SCRIPT = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
`;
/** Dedupe claims: which event a transaction's identity belongs to. */ export class ClaimStore {
    /** @param keepSeconds longer than anything ClickBank re-sends */ constructor(redis, keyPrefix, keepSeconds){
        this.redis = redis;
        this.keepSeconds = keepSeconds;
        this.keys = new LedgerKeys(keyPrefix);
    }
    /** A claim that is made by `LedgerWriter.append`. */ describe(connectionId, identity, keepSeconds = this.keepSeconds) {
        return {
            key: this.keys.claim(connectionId, identity),
            keepSeconds
        };
    }
    /**
   * Claims an identity for an event, atomically and re-entrantly: the event that has it may claim it again, at
   * any time, and passes; so a crash between the claim and whatever follows loses nothing.
   */ async claim(connectionId, identity, eventId, keepSeconds = this.keepSeconds) {
        const key = this.keys.claim(connectionId, identity);
        const holder = await this.redis.set(key, eventId, 'EX', keepSeconds, 'NX', 'GET');
        if (holder === null) return {
            claim: 'fresh'
        };
        return holder === eventId ? {
            claim: 'own'
        } : {
            claim: 'taken',
            byEventId: holder
        };
    }
    /**
   * Gives an identity to another event, if it still belongs to the one that has it.
   * @returns whether it did
   */ async transfer(connectionId, identity, fromEventId, toEventId) {
        const key = this.keys.claim(connectionId, identity);
        return await this.redis.eval(TRANSFER_SCRIPT, 1, key, fromEventId, toEventId) === 1;
    }
}

//# sourceMappingURL=claim-store.js.map