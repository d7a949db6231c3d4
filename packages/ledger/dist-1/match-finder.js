/** A match can point no further back. */ const WINDOW_BYTES = 32_768;
const HASH_BITS = 13;
/** Three bytes are about as short as the pointer to where they were before. */ const BYTES_MIN = 4;
const BYTES_MAX = 258;
/** How many earlier places are looked at; more make records less than 1 % smaller. */ const TRIES = 8;
/** Within longer matches no place is remembered: they are in the dictionary anyway. */ const REMEMBERED_BYTES_MAX = 32;
/** Finds what a text repeats of a dictionary and of itself. The dictionary is read once, not for each text. */ export class MatchFinder {
    constructor(dictionary){
        this.window = Buffer.alloc(WINDOW_BYTES);
        /** Reads four bytes at once. */ this.view = new DataView(this.window.buffer, this.window.byteOffset);
        /** Of the match that was found last. */ this.distance = 0;
        /** By a hash of four bytes, where they were last; 0 is nowhere. */ this.newest = new Uint16Array(1 << HASH_BITS);
        /** By a place, where the same four bytes were before. */ this.older = new Uint16Array(WINDOW_BYTES);
        this.start = dictionary.copy(this.window);
        this.end = this.start;
        for(let at = 1; at + BYTES_MIN <= this.end; at++)this.remember(at);
        this.newestInDictionary = this.newest.slice();
    }
    /** Starts on another text. @returns where it ends; undefined if it could not be written */ take(write) {
        const end = write(this.window, this.start);
        if (end === undefined) return undefined;
        this.end = end;
        this.newest.set(this.newestInDictionary);
        return end;
    }
    /** @returns the length of what stands here and stood before; 0 if it is not worth a match */ find(at) {
        if (at + BYTES_MIN > this.end) return 0;
        const { older, view, window } = this;
        const max = Math.min(BYTES_MAX, this.end - at);
        let best = BYTES_MIN - 1;
        let bestAt = 0;
        let candidate = this.remember(at);
        for(let tries = TRIES; candidate !== 0 && tries > 0; tries--){
            if (window[candidate + best] === window[at + best]) {
                let length = 0;
                while(length + 4 <= max && view.getInt32(candidate + length) === view.getInt32(at + length))length += 4;
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
        const { newest, view } = this;
        const hash = Math.imul(view.getInt32(at, true), 0x9e3779b1) >>> 32 - HASH_BITS;
        const before = newest[hash] ?? 0;
        this.older[at] = before;
        newest[hash] = at;
        return before;
    }
}

//# sourceMappingURL=match-finder.js.map