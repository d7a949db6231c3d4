/** Writes a text into `target` from `at` on. @returns where it ends; undefined where there is no room for it */ /** Writes a text in UTF-8; see `WriteText`. */ export function writeText(text, target, at) {
    const room = target.length - at;
    if (text.length * 3 > room && Buffer.byteLength(text) > room) return undefined;
    return at + target.write(text, at);
}

//# sourceMappingURL=write-text.js.map