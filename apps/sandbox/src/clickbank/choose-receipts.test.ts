import { chooseReceipts } from './choose-receipts.js';
import { createReceipt } from './create-receipt.js';
import { CLICKBANK_EVENTS } from './event-catalog.js';

const createNew = () => 'NEW00000';

test('a rebill extends the receipt of its first sale', () => {
  expect(chooseReceipts(CLICKBANK_EVENTS.rebill, { parentReceipt: 'ABCD1234' }, createNew)).toEqual({
    receipt: 'ABCD1234-B002',
    parentReceipt: 'ABCD1234',
  });
  const third = chooseReceipts(CLICKBANK_EVENTS.rebill, { receipt: 'ABCD1234-B003' }, createNew);
  expect(third.parentReceipt).toBe('ABCD1234');
});

test('a refund carries the receipt of what it refunds', () => {
  expect(chooseReceipts(CLICKBANK_EVENTS.refund, { parentReceipt: 'ABCD1234-B002' }, createNew).receipt).toBe(
    'ABCD1234-B002',
  );
});

test('an upsell has a receipt of its own', () => {
  expect(chooseReceipts(CLICKBANK_EVENTS.upsell, { parentReceipt: 'ABCD1234' }, createNew)).toEqual({
    receipt: 'NEW00000',
    parentReceipt: 'ABCD1234',
  });
});

test('a TEST shows asterisks, and an abandoned order nothing', () => {
  expect(chooseReceipts(CLICKBANK_EVENTS.test, {}, createNew).receipt).toBe('********');
  expect(chooseReceipts(CLICKBANK_EVENTS['abandoned-order'], {}, createNew).receipt).toBeUndefined();
});

test('a new receipt has eight upper-case letters and digits', () => {
  expect(createReceipt(Uint8Array.from([0, 31, 32, 63, 100, 200, 250, 255]))).toMatch(/^[A-Z0-9]{8}$/);
});
