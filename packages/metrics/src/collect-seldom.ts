/**
 * Asks for something at most once in a while, however often it is scraped; what fails counts as not known.
 * @param read what it costs to ask
 */
export function collectSeldom<T>(read: () => Promise<T>, keepMs: number): () => Promise<T | undefined> {
  let askedAtMs = -Infinity;
  let answer: Promise<T | undefined> = Promise.resolve(undefined);
  return () => {
    const nowMs = performance.now();
    if (nowMs - askedAtMs >= keepMs) {
      askedAtMs = nowMs;
      answer = read().catch(() => undefined);
    }
    return answer;
  };
}
