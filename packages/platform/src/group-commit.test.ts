import { GroupCommit } from './group-commit.js';

/** Writes are answered one by one, when the test says so. */
function openStore(options: { countMax?: number; weightMax?: number } = {}) {
  const groups: string[][] = [];
  const answers: ((results: (string | Error)[] | Error) => void)[] = [];
  const commit = new GroupCommit<string, string>({
    countMax: options.countMax ?? 10,
    weightMax: options.weightMax,
    weigh: (item) => item.length,
    write: (items) =>
      new Promise((resolve, reject) => {
        groups.push([...items]);
        answers.push((results) => (results instanceof Error ? reject(results) : resolve(results)));
      }),
  });
  const answer = async (results: (string | Error)[] | Error) => {
    answers.shift()?.(results);
    await new Promise(setImmediate);
  };
  return { commit, groups, answer };
}

describe('GroupCommit', () => {
  test('what one callback submits goes together, and each gets its own result', async () => {
    const { answer, commit, groups } = openStore();
    const all = Promise.all([commit.submit('a'), commit.submit('b')]);
    await new Promise(setImmediate);
    await answer(['A', 'B']);
    expect(groups).toEqual([['a', 'b']]);
    expect(await all).toEqual(['A', 'B']);
  });

  test('what comes while a write is under way waits for it, then goes together', async () => {
    const { answer, commit, groups } = openStore();
    const first = commit.submit('a');
    await new Promise(setImmediate);
    const later = [commit.submit('b'), commit.submit('c')];
    await new Promise(setImmediate);
    expect(groups).toEqual([['a']]);
    await answer(['A']);
    await answer(['B', 'C']);
    expect(groups).toEqual([['a'], ['b', 'c']]);
    expect(await Promise.all([first, ...later])).toEqual(['A', 'B', 'C']);
  });

  test('a group has a largest count and a largest weight; one that weighs more goes alone', async () => {
    const { answer, commit, groups } = openStore({ countMax: 3, weightMax: 4 });
    const all = Promise.all(
      ['a', 'b', 'c', 'd', 'long text', 'ee', 'ff', 'g'].map((item) => commit.submit(item)),
    );
    await new Promise(setImmediate);
    for (let i = 0; i < 5; i++) await answer((groups.at(-1) ?? []).map((item) => item.toUpperCase()));
    expect(groups).toEqual([['a', 'b', 'c'], ['d'], ['long text'], ['ee', 'ff'], ['g']]);
    expect(await all).toEqual(['A', 'B', 'C', 'D', 'LONG TEXT', 'EE', 'FF', 'G']);
  });

  test('a write that throws fails its group only, and an Error among the results just its item', async () => {
    const { answer, commit } = openStore();
    const first = Promise.allSettled([commit.submit('a'), commit.submit('b')]);
    await new Promise(setImmediate);
    await answer(new Error('away'));
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const second = Promise.allSettled([commit.submit('c'), commit.submit('d')]);
    await new Promise(setImmediate);
    await answer([new Error('this one'), 'D']);
    expect(await second).toMatchObject([{ reason: { message: 'this one' } }, { value: 'D' }]);
  });
});
