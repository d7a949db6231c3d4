// @ts-check

/**
 * Chance that is the same for the same seed (mulberry32).
 * @typedef {ReturnType<typeof createRandom>} Random
 */

/** @param {number} seed */
export function createRandom(seed) {
  let state = seed >>> 0;
  /** From 0 to 1. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return {
    next,
    below,
    /** @type {(min: number, max: number) => number} */
    between: (min, max) => min + next() * (max - min),
    /** @type {<T>(items: readonly T[]) => T} */
    pick: (items) => /** @type {any} */ (items[below(items.length)]),
    /** @type {<T>(items: readonly T[]) => T[]} */
    shuffle: (items) => {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const [a, b] = [shuffled[i], shuffled[j]];
        if (a !== undefined && b !== undefined) [shuffled[i], shuffled[j]] = [b, a];
      }
      return shuffled;
    },
    /** @type {(length: number, alphabet: string) => string} */
    text: (length, alphabet) => Array.from({ length }, () => alphabet[below(alphabet.length)]).join(''),
  };
}
