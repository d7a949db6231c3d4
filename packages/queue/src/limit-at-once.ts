/**
 * Lets so many work at once; the others wait for their turn, in order.
 * @returns runs a piece of work @throws what the work throws
 */
export function limitAtOnce(countMax: number): <R>(work: () => Promise<R>) => Promise<R> {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (underWay < countMax) underWay += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever is next takes the place over.
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}
