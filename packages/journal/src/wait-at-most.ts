/** Waits for something, but no longer than so; for stopping, which must not hang on a broker that is away. */
export async function waitAtMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(() => undefined), timeUp]);
  clearTimeout(timer);
}
