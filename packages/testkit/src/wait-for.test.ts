import { waitFor } from './wait-for.js';

test('the first truthy result is returned, and a condition that throws is asked again', async () => {
  let looks = 0;
  const found = await waitFor(
    () => {
      looks += 1;
      if (looks < 3) throw new Error('not there');
      return looks;
    },
    { describe: 'the third look', intervalMs: 1 },
  );
  expect(found).toBe(3);
});

test('what was waited for in vain is named, with the last error', async () => {
  const never = waitFor(() => Promise.reject(new Error('refused')), { describe: 'a miracle', timeoutMs: 5 });
  await expect(never).rejects.toThrow('waited 5 ms for a miracle: refused');
});
