/** A match can point no further back. */ const WINDOW_BYTES = 32_768;
const HASH_BITS = 13;
/** Three bytes are about as short as the pointer to where they were before. */ const BYTES_MIN = 4;
const BYTES_MAX = 258;
/** How many earlier places are looked at; more make records less than 1 % smaller. */ const TRIES = 8;
/** Within longer matches no place is remembered: they are in the dictionary anyway. */ const REMEMBERED_BYTES_MAX = 32;
/** Finds what a text repeats of a dictionary and of itself. The dictionary is read once, not for each text. */ export class MatchFinder {
    constructor(dictionary){
        this.window = Buffer.alloc(WINDOW_BYTES);
        /** Of the match that was found last. */ this.distance = 0;
        /** By a hash of four bytes, where they were last; 0 is nowhere. */ this.newest = new Uint16Array(1 << HASH_BITS);
        /** By a place, where the same four bytes were before. */ this.older = new Uint16Array(WINDOW_BYTES);
        this.start = dictionary.copy(this.window);
        this.end = this.start;
        for(let at = 1; at + BYTES_MIN <= this.end; at++)this.remember(at);
        this.newestInDictionary = this.newest.slice();
    }
    /** Starts on another text. @returns where it ends; undefined if there is no room for it */ take(text) {
        const room = WINDOW_BYTES - this.start;
        if (text.length * 3 > room && Buffer.byteLength(text) > room) return undefined;
        this.end = this.start + this.window.write(text, this.start);
        this.newest.set(this.newestInDictionary);
        return this.end;
    }
    /** @returns the length of what stands here and stood before; 0 if it is not worth a match */ find(at) {
        if (at + BYTES_MIN > this.end) return 0;
        const { window, older } = this;
        const max = Math.min(BYTES_MAX, this.end - at);
        let best = BYTES_MIN - 1;
        let bestAt = 0;
        let candidate = this.remember(at);
        for(let tries = TRIES; candidate !== 0 && tries > 0; tries--){
            if (window[candidate + best] === window[at + best]) {
                let length = 0;
                while(length < max && window[candidate + length] === window[at + length])length++;
                if (length > best) {
                    best = length;
                    bestAt = candidate;
                    if (length === max) break;
                }
            }
            candidate = older[candidate] ?? 0;
        }
        if (bestAt === 0) return 0;
        this.distance = at - bestAt;
        if (best <= REMEMBERED_BYTES_MAX) {
            const last = Math.min(at + best, this.end - BYTES_MIN + 1);
            for(let next = at + 1; next < last; next++)this.remember(next);
        }
        return best;
    }
    /** @returns where the same four bytes may have been before */ remember(at) {
        const { window, newest } = this;
        const bytes = (window[at] ?? 0) | (window[at + 1] ?? 0) << 8 | (window[at + 2] ?? 0) << 16 | (window[at + 3] ?? 0) << 24;
        const hash = Math.imul(bytes, 0x9e3779b1) >>> 32 - HASH_BITS;
        const before = newest[hash] ?? 0;
        this.older[at] = before;
        newest[hash] = at;
        return before;
    }
}

//# sourceMappingURL=match-finder.js.map