import { createEventId } from '@ins-relay/contracts';
import fc from 'fast-check';
import { packEventId, unpackEventIds } from './pack-event-ids.js';

const eventId = fc
  .tuple(fc.nat({ max: Date.UTC(2200, 1) }), fc.uint8Array({ minLength: 11, maxLength: 11 }))
  .map(([atMs, chance]) => createEventId(atMs, chance));

test('an event id takes 13 bytes and comes back', () => {
  fc.assert(
    fc.property(eventId, (id) => {
      expect(packEventId(id)).toHaveLength(13);
      expect(unpackEventIds(packEventId(id))).toEqual([id]);
    }),
  );
});

test('the last of all ids comes back', () => {
  const id = `e${'z'.repeat(20)}`;
  expect(unpackEventIds(packEventId(id))).toEqual([id]);
});

test('ids that releases side by side have appended are all read', () => {
  const appended = fc.record({ id: eventId, isText: fc.boolean() });
  fc.assert(
    fc.property(fc.array(appended), (all) => {
      const value = all.reduce((before, { id, isText }) => {
        const added = isText ? Buffer.from(before.length === 0 ? id : ` ${id}`) : packEventId(id);
        return Buffer.concat([before, added]);
      }, Buffer.alloc(0));
      expect(unpackEventIds(value)).toEqual(all.map(({ id }) => id));
    }),
  );
});

test('an id of another form stays a text', () => {
  const value = Buffer.concat(['e1', 'e0', 'event-3'].map(packEventId));
  expect(unpackEventIds(value)).toEqual(['e1', 'e0', 'event-3']);
});
