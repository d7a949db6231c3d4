/** Writes numbers of a few bits each behind one another, the lowest bit first, as deflate has it. */ export class BitWriter {
    constructor(bytes){
        this.bytes = bytes;
        this.held = 0;
        this.heldCount = 0;
        this.length = 0;
    }
    /** @param value less than 2 to the power of `count` @param count at most 15 */ write(value, count) {
        this.held |= value << this.heldCount;
        this.heldCount += count;
        if (this.heldCount < 16) return;
        this.bytes[this.length++] = this.held;
        this.bytes[this.length++] = this.held >>> 8;
        this.held >>>= 16;
        this.heldCount -= 16;
    }
    /** @returns how many bytes there are now, the last of them filled up with zeros */ finish() {
        for(; this.heldCount > 0; this.heldCount -= 8){
            this.bytes[this.length++] = this.held;
            this.held >>>= 8;
        }
        return this.length;
    }
}

//# sourceMappingURL=bit-writer.js.map