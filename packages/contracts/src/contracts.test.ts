import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { ContractError, parseContract } from './parse-contract.js';
import { JobBatch } from './job-batch.js';
import { NotificationMapJob, NOTIFICATION_SOURCES, VERIFICATIONS } from './notification-map-job.js';
import { PostbackDeliverJob } from './postback-deliver-job.js';
import { createEventId, isEventId, readEventIdTime } from './event-id.js';

const contracts = {
  'notification-map-job': NotificationMapJob,
  'postback-deliver-job': PostbackDeliverJob,
  'job-batch': JobBatch,
};
const fixtures = join(__dirname, '../fixtures');
const releases = readdirSync(fixtures).sort();

function readFixture(release: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(fixtures, release, `${name}.json`), 'utf8')) as Record<string, unknown>;
}

describe('contracts', () => {
  for (const release of releases) {
    for (const [name, contract] of Object.entries(contracts)) {
      // Batches have queues of their own: a release that does not know them leaves them there.
      if (!existsSync(join(fixtures, release, `${name}.json`))) continue;
      test(`a ${name} of release ${release} still parses`, () => {
        expect(parseContract<object>(contract, readFixture(release, name))).toMatchObject({ schema: 1 });
      });

      test(`a ${name} of release ${release} parses at the release before, which runs beside it for a while`, () => {
        const before = releases[releases.indexOf(release) - 1];
        if (before === undefined || !existsSync(join(fixtures, before, `${name}.json`))) return;
        const validate = new Ajv({ strict: false }).compile(readFixture(before, `schemas/${name}`));
        expect({ valid: validate(readFixture(release, name)), errors: validate.errors }).toEqual({
          valid: true,
          errors: null,
        });
      });
    }
  }

  test('every field that is wrong is named, and no value is told', () => {
    const broken = {
      ...readFixture('0.1.0', 'notification-map-job'),
      generation: 'secret-value',
      source: 'fax',
    };
    const parse = () => parseContract(NotificationMapJob, broken);
    expect(parse).toThrow(ContractError);
    expect(parse).toThrow(/generation.*source/);
    expect(parse).not.toThrow(/secret-value/);
  });

  test('a missing field is refused, an additional one is kept', () => {
    const job = readFixture('0.1.0', 'postback-deliver-job');
    expect(parseContract(PostbackDeliverJob, { ...job, addedLater: 1 })).toHaveProperty('addedLater', 1);
    delete job['rdtkEventId'];
    expect(() => parseContract(PostbackDeliverJob, job)).toThrow(/rdtkEventId/);
  });

  test.each([null, 1, 'text', []])('%p is refused', (value) => {
    expect(() => parseContract(PostbackDeliverJob, value)).toThrow(ContractError);
  });
});

describe('event ids', () => {
  const chance = Uint8Array.from({ length: 11 }, (_, i) => i * 23);

  test('an id tells its time and sorts by it', () => {
    const early = createEventId(1_795_474_047_123, chance);
    const late = createEventId(1_795_474_047_124, chance);
    expect(isEventId(early)).toBe(true);
    expect(readEventIdTime(early)).toBe(1_795_474_047_123);
    expect(early < late).toBe(true);
  });

  test.each([0, 31, 32 ** 8 - 1, 32 ** 9 - 1, ...Array.from({ length: 32 }, (_, i) => i * (32 ** 8 + 32))])(
    'time %d comes back',
    (atMs) => {
      expect(readEventIdTime(createEventId(atMs, chance))).toBe(atMs);
    },
  );

  test('other text is no event id', () => {
    expect(readEventIdTime('CWOGBZLN')).toBeUndefined();
  });
});

test('what a release before does not know, a job says only once something that it does not know either is used', () => {
  // Its workers quarantine such a job, and a replay by this release maps it; no other job is affected.
  const validate = new Ajv({ strict: false }).compile(readFixture('0.1.0', 'schemas/notification-map-job'));
  const job = readFixture('0.2.0', 'notification-map-job');
  const unknown = [
    ...VERIFICATIONS.filter((verification) => !validate({ ...job, verification })),
    ...NOTIFICATION_SOURCES.filter((source) => !validate({ ...job, source })),
  ];
  expect(unknown).toEqual(['key', 'none', 'approve']);
});
