import { decodeTimelineEntry, encodeTimelineEntry, type TimelineEntry } from './timeline-entry.js';

const mapped: TimelineEntry = {
  type: 'mapped',
  atMs: 1_795_515_112_172,
  generation: 0,
  matchedBy: 'event matching',
  clickId: '65f1c0de65f1c0de65f1c0de',
  clickIdSource: 'trackingCodes',
  postbacks: [
    { ordinal: 1, conversionType: 'Purchase', sum: '28.94', currency: 'USD', rdtkEventId: 'A-SALE-1' },
    {
      ordinal: 2,
      conversionType: 'Extra',
      sum: '0',
      rdtkEventId: 'A-SALE-1-2',
      destinationConnectionId: 'other',
    },
  ],
};

test('a mapping comes back with all of its postbacks', () => {
  expect(decodeTimelineEntry(encodeTimelineEntry(mapped))).toEqual(mapped);
});

test('a mapping that an earlier release wrote can be read', () => {
  const { postbacks } = mapped;
  const line = JSON.stringify([
    'm',
    mapped.atMs,
    0,
    mapped.matchedBy,
    mapped.clickId,
    'trackingCodes',
    postbacks,
  ]);
  expect(decodeTimelineEntry(line)).toEqual(mapped);
});

test('an entry of a release to come is skipped', () => {
  expect(decodeTimelineEntry('["?",1]')).toBeUndefined();
});
