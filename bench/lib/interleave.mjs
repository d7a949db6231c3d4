// @ts-check

/**
 * Measures every subject in every round, forwards and backwards in turn, so that whatever else the machine does hits
 * all of them alike.
 * @template S, R
 * @param {number} rounds
 * @param {readonly S[]} subjects
 * @param {(subject: S, round: number) => Promise<R>} measure
 * @returns {Promise<R[][]>} for each subject, the result of every round
 */
export async function interleave(rounds, subjects, measure) {
  /** @type {R[][]} */
  const results = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = [...subjects.keys()];
    if (round % 2 === 1) order.reverse();
    for (const i of order) {
      const subject = /** @type {S} */ (subjects[i]);
      results[i]?.push(await measure(subject, round));
    }
  }
  return results;
}
