import { randomBytes } from 'node:crypto';
import { JOB_CATALOG, type PostbackDeliverJob } from '@ins-relay/contracts';
import { JobSealer } from './job-sealer.js';
import { Keyring } from './keyring.js';
import { parseMasterKeys } from './parse-master-keys.js';

const createSealer = () => {
  const keyring = new Keyring(parseMasterKeys(`k1:${randomBytes(32).toString('base64')}`));
  return new JobSealer<PostbackDeliverJob>(keyring, JOB_CATALOG.postbackDeliver);
};
const sealer = createSealer();
const createJob = (eventId: string, text: string | undefined) => ({
  schema: 1,
  eventId,
  generation: 0,
  ordinal: 1,
  connectionId: 'acme',
  rdtkEventId: 'r',
  destination: 'https://track.acme.example',
  receivedAtMs: 1,
  text,
});
const TEXTS = ['https://t/1?email=Zo%C3%AB', '{"name":"Zoë 🎉\\n"}', ' 1 2\n3 ', 'x'.repeat(70_000)];
const BATCH = TEXTS.map((text, i) => ({ id: `e${i}-0-1`, payload: createJob(`e${i}`, text) }));

test('a job comes back as it was, and its text is nowhere to be read', () => {
  for (const text of TEXTS) {
    const sealed = JSON.parse(JSON.stringify(sealer.seal(createJob('e1', text)))) as PostbackDeliverJob;
    expect(sealed).toEqual({ ...createJob('e1', undefined), sealedUrl: expect.any(String) as string });
    expect(sealer.open(sealed)).toEqual(createJob('e1', text));
  }
});

test('a text that belongs to another event, or to another key, is not opened', () => {
  const sealed = sealer.seal(createJob('e1', 'https://t/1'));
  expect(sealer.open({ ...sealed, eventId: 'e2' }).text).toBeUndefined();
  expect(createSealer().open(sealed).text).toBeUndefined();
  expect(sealer.open({ ...sealed, sealedUrl: 'no base64!' }).text).toBeUndefined();
  expect(sealer.open({ ...sealed, sealedUrl: undefined }).text).toBeUndefined();
});

test('the texts of a batch come back as they were, each to its own job', () => {
  const stored = JSON.stringify(sealer.sealBatch(BATCH));
  expect(stored).not.toMatch(/https:\/\/t\/1|Zoë/);
  const batch = JSON.parse(stored) as ReturnType<typeof sealer.sealBatch>;
  expect(batch.jobs).toEqual(BATCH.map(({ id, payload: { text: _text, ...payload } }) => ({ id, payload })));
  expect(sealer.openBatch(batch)).toEqual(TEXTS);
});

test('a batch whose jobs were changed, or whose key is not here, opens without texts', () => {
  const { jobs, sealedTexts } = sealer.sealBatch(BATCH.slice(0, 2));
  expect(sealer.openBatch({ jobs: jobs.toReversed(), sealedTexts })).toEqual([undefined, undefined]);
  expect(sealer.openBatch({ jobs: jobs.slice(0, 1), sealedTexts })).toEqual([undefined]);
  expect(createSealer().openBatch({ jobs, sealedTexts })).toEqual([undefined, undefined]);
  expect(sealer.openBatch({ jobs })).toEqual([undefined, undefined]);
});

test('a text that could not be opened is still none after its batch was sealed anew', () => {
  const jobs = [BATCH[0], { id: 'e9-0-1', payload: createJob('e9', undefined) }, BATCH[1]].filter(
    (job) => job !== undefined,
  );
  expect(sealer.openBatch(sealer.sealBatch(jobs))).toEqual([TEXTS[0], undefined, TEXTS[1]]);
});

test('what the key of now sealed is current', () => {
  const { sealedUrl } = sealer.seal(createJob('e1', 'x'));
  expect(sealer.isCurrent(sealedUrl)).toBe(true);
  expect(sealer.isCurrent(undefined)).toBe(true);
  const other = new Keyring(parseMasterKeys(`k2:${randomBytes(32).toString('base64')}`));
  expect(new JobSealer<PostbackDeliverJob>(other, JOB_CATALOG.postbackDeliver).isCurrent(sealedUrl)).toBe(
    false,
  );
});
