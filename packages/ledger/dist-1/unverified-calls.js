import { LedgerKeys } from './ledger-keys.js';
/**
 * How many calls are kept for each connection. Those with the right ingest key come from whoever was given the
 * URL, most likely ClickBank; the others could be anyone, so a flood of them displaces only each other.
 */ const KEPT_MAX = {
    keyed: 2_000,
    unkeyed: 200
};
/** Far more than a notification has; larger bodies are recorded but not kept. */ const BODY_BYTES_MAX = 65_536;
const RINGS = [
    'keyed',
    'unkeyed'
];
/** Calls that could not be verified: sealed, bounded, newest first. */ export class UnverifiedCalls {
    constructor(redis, keyPrefix, keyring, keepSeconds){
        this.redis = redis;
        this.keyring = keyring;
        this.keepSeconds = keepSeconds;
        this.keys = new LedgerKeys(keyPrefix);
    }
    /** @returns whether it was kept */ async keep(connectionId, call, hadIngestKey) {
        if (call.body.length === 0 || call.body.length > BODY_BYTES_MAX) return false;
        const ring = hadIngestKey ? 'keyed' : 'unkeyed';
        const key = this.keys.unverified(connectionId, ring);
        const text = JSON.stringify([
            call.eventId,
            call.receivedAtMs,
            call.body.toString('base64')
        ]);
        await this.redis.multi().lpush(key, this.keyring.seal(text, sealingContext(connectionId))).ltrim(key, 0, KEPT_MAX[ring] - 1).expire(key, this.keepSeconds).exec();
        return true;
    }
    async count(connectionId) {
        const lengths = await Promise.all(RINGS.map((ring)=>this.redis.llen(this.keys.unverified(connectionId, ring))));
        return lengths.reduce((sum, length)=>sum + length, 0);
    }
    /**
   * Offers every kept call, oldest first, and forgets those for which `accept` says true.
   * @returns how many were offered and accepted
   */ async review(connectionId, accept) {
        let offered = 0;
        let accepted = 0;
        for (const ring of RINGS){
            const key = this.keys.unverified(connectionId, ring);
            for (const sealed of (await this.redis.lrangeBuffer(key, 0, -1)).reverse()){
                offered += 1;
                if (!await accept(this.open(connectionId, sealed))) continue;
                await this.redis.lrem(key, -1, sealed);
                accepted += 1;
            }
        }
        return {
            offered,
            accepted
        };
    }
    /** Seals kept calls anew that are sealed under another master key. @returns how many */ async reseal(connectionId) {
        let resealed = 0;
        for (const ring of RINGS){
            const key = this.keys.unverified(connectionId, ring);
            for (const sealed of (await this.redis.lrangeBuffer(key, 0, -1))){
                if (this.keyring.isCurrent(sealed)) continue;
                const context = sealingContext(connectionId);
                const anew = this.keyring.seal(this.keyring.open(sealed, context), context);
                // In the place where it stands; gone if it was displaced meanwhile.
                if (await this.redis.linsert(key, 'BEFORE', sealed, anew) > 0) await this.redis.lrem(key, 1, sealed);
                resealed += 1;
            }
        }
        return resealed;
    }
    open(connectionId, sealed) {
        const text = this.keyring.open(sealed, sealingContext(connectionId)).toString('utf8');
        const [eventId, receivedAtMs, body] = JSON.parse(text);
        return {
            eventId,
            receivedAtMs,
            body: Buffer.from(body, 'base64')
        };
    }
}
function sealingContext(connectionId) {
    return `unverified ${connectionId}`;
}

//# sourceMappingURL=unverified-calls.js.map