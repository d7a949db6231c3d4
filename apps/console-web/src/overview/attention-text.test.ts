import { describeAttention } from './attention-text.js';

const meanings = { 'no-click-id': 'No click id was found.' };

test('failures lead to exactly their events', () => {
  const text = describeAttention(
    {
      kind: 'events',
      connectionId: 'shop',
      outcome: 'unattributed',
      cause: 'no-click-id',
      count: 1_200,
      isAtLeast: true,
      firstAtMs: 1,
      lastAtMs: 2,
    },
    meanings,
  );
  expect(text).toMatchObject({
    title: '1,200+ events without a click id · shop',
    text: 'No click id was found.',
    to: '/events?connection=shop&outcome=unattributed&cause=no-click-id',
    atMs: 2,
  });
});

test('one event is one event', () => {
  const { title } = describeAttention(
    {
      kind: 'events',
      connectionId: 'shop',
      outcome: 'failed',
      cause: 'no-click-id',
      count: 1,
      isAtLeast: false,
      firstAtMs: 1,
      lastAtMs: 1,
    },
    meanings,
  );
  expect(title).toBe('1 event not delivered · shop');
});

test('an open breaker is worse than a pause', () => {
  const blocked = {
    kind: 'blocked-destination',
    destination: 'trk.example.test',
    why: 'It refuses.',
    sinceMs: 5,
    connectionIds: ['a', 'b'],
  } as const;
  expect(describeAttention({ ...blocked, state: 'open' }, meanings).tone).toBe('bad');
  expect(describeAttention({ ...blocked, state: 'paused' }, meanings)).toMatchObject({
    tone: 'warning',
    text: 'It refuses. Postbacks of a, b wait and lose nothing.',
  });
});
