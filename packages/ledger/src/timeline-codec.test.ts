import { createEventId, EVENT_KINDS, NOTIFICATION_SOURCES, VERIFICATIONS } from '@ins-relay/contracts';
import { decodeTimeline, decodeTimelineLine, encodeTimeline } from './timeline-codec.js';
import type { TimelineEntry } from './timeline-entry.js';

const NOW = 1_795_515_112_172;
const ID = createEventId(NOW, new Uint8Array(11));
const about = { generation: 0, ordinal: 1 };

const mapped: TimelineEntry = {
  type: 'mapped',
  atMs: NOW + 4,
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
const received: TimelineEntry = {
  type: 'received',
  atMs: NOW,
  connectionId: '7',
  source: 'ins',
  verification: 'encrypted',
  kind: 'Sale',
  transactionType: 'SALE',
  version: '8.0',
  receipt: '12345678',
};
const attempt: TimelineEntry = {
  type: 'attempt',
  atMs: NOW + 90,
  ...about,
  attempt: 1,
  durationMs: 36,
  status: 200,
};
const delivered: TimelineEntry = {
  type: 'postback-settled',
  atMs: NOW + 90,
  ...about,
  outcome: 'delivered',
};
const failed: TimelineEntry = { ...delivered, outcome: 'failed', cause: 'attempts-used-up' };

const comeBack = (entries: readonly TimelineEntry[]) => decodeTimeline(ID, encodeTimeline(ID, entries));

const ENTRIES: TimelineEntry[] = [
  received,
  { ...received, source: 'pixel', transactionType: 'SUBSCRIPTION-CHG', parentReceipt: 'PARENT01' },
  { type: 'received', atMs: NOW, connectionId: 'acme', source: 'ins' },
  mapped,
  { ...mapped, matchedBy: 'rule big', clickIdSource: 'vendorVariables.clickid' },
  attempt,
  { ...attempt, status: undefined, error: 'timeout', nextAtMs: NOW + 2_090, sealedBody: 'AQJr' },
  delivered,
  failed,
  { type: 'duplicate', atMs: NOW, ofEventId: ID },
  { type: 'waiting', atMs: NOW, parentReceipt: 'PARENT01', untilMs: NOW + 9 },
  { type: 'held', atMs: NOW },
  { type: 'held', atMs: NOW, rule: 'big', reason: 'look' },
  { type: 'blocked', atMs: NOW, ...about, destination: 'https://t', reason: 'status 503' },
  { type: 'settled', atMs: NOW, outcome: 'unattributed', cause: 'no-click-id' },
  { type: 'requeued', atMs: NOW, generation: 1, source: 'replay', by: 'me', isResend: true },
  { type: 'assigned', atMs: NOW, clickId: 'c0ffee', by: 'me' },
  { type: 'erased', atMs: NOW, by: 'me' },
];

test.each(ENTRIES.map((entry) => [entry.type, entry] as const))('%s comes back as it was', (_, entry) => {
  expect(comeBack([entry])).toEqual([JSON.parse(JSON.stringify(entry))]);
});

test('whatever a notification can be comes back', () => {
  const all = [
    ...EVENT_KINDS.map((kind) => ({ ...received, kind })),
    ...NOTIFICATION_SOURCES.map((source) => ({ ...received, source })),
    ...VERIFICATIONS.map((verification) => ({ ...received, verification })),
  ];
  expect(comeBack(all)).toEqual(all);
});

test('an attempt and what it settles share a line, and come back as two', () => {
  for (const settled of [delivered, failed]) {
    expect(encodeTimeline(ID, [attempt, settled])).toHaveLength(1);
    expect(comeBack([attempt, settled])).toEqual([attempt, settled]);
  }
  expect(comeBack([attempt, { ...delivered, ordinal: 2 }])).toEqual([attempt, { ...delivered, ordinal: 2 }]);
});

test('the lines of an event that is delivered are short', () => {
  const sent = { ordinal: 1, conversionType: 'Purchase', sum: '28.94', rdtkEventId: '12345678-SALE-0a1b' };
  const lines = encodeTimeline(ID, [received, { ...mapped, postbacks: [sent] }, attempt, delivered]);
  expect(lines).toEqual([
    '["R",0,"7",0,0,0,0,0,"12345678"]',
    '["N",4,0,0,"65f1c0de65f1c0de65f1c0de",0,[[1,"Purchase","28.94","~0a1b"]]]',
    '["A",90,0,1,1,36,200,0]',
  ]);
});

test('what has no short form is written as it is, and what is absent in the middle as null', () => {
  const retried = { ...attempt, status: undefined, error: 'timeout', nextAtMs: NOW + 2_090 };
  const odd: TimelineEntry = { ...received, version: '9.0', transactionType: undefined };
  expect(encodeTimeline(ID, [odd, mapped, retried, attempt, failed])).toEqual([
    '["R",0,"7",0,0,0,null,"9.0","12345678"]',
    '["N",4,0,0,"65f1c0de65f1c0de65f1c0de",0,[[1,"Purchase","28.94","A-SALE-1","USD"],[2,"Extra","0","A-SALE-1-2",null,"other"]]]',
    '["A",90,0,1,1,36,null,null,"timeout",2090]',
    '["A",90,0,1,1,36,200,1,null,null,null,"attempts-used-up"]',
  ]);
});

test('an rdtk_event_id that begins with receipt and type shares them with the notification before it', () => {
  const send = (rdtkEventId: string): TimelineEntry => ({
    ...mapped,
    postbacks: [{ ordinal: 1, conversionType: 'Purchase', sum: '1.00', rdtkEventId }],
  });
  const again = { ...received, receipt: 'OTHER001' };
  const entries = [
    received,
    send('12345678-SALE-0a'),
    send('OTHER001-SALE-0b'),
    again,
    send('OTHER001-SALE-0c'),
  ];
  expect(comeBack(entries)).toEqual(entries);
  // A later append knows nothing of the first.
  const lines = [...encodeTimeline(ID, [received]), ...encodeTimeline(ID, [send('12345678-SALE-0a')])];
  expect(decodeTimeline(ID, lines)).toEqual([received, send('12345678-SALE-0a')]);
});

test.each([
  ['["r",1795515112172,"7","ins","encrypted","Sale","SALE","8.0","12345678"]', received],
  [
    '["M",1795515112176,0,"event matching","65f1c0de65f1c0de65f1c0de","trackingCodes",[[1,"Purchase","28.94","A-SALE-1","USD"],[2,"Extra","0","A-SALE-1-2",null,"other"]]]',
    mapped,
  ],
  [
    `["m",1795515112176,0,"event matching","65f1c0de65f1c0de65f1c0de","trackingCodes",${JSON.stringify(mapped.postbacks)}]`,
    mapped,
  ],
  ['["a",1795515112262,0,1,1,36,200,null,"AQJr"]', { ...attempt, sealedBody: 'AQJr' }],
])('a line that an earlier release wrote can be read: %s', (line, entry) => {
  expect(decodeTimelineLine(ID, line)).toEqual([entry]);
});

test('an entry of a release to come is skipped', () => {
  expect(decodeTimelineLine(ID, '["?",1]')).toEqual([]);
});
