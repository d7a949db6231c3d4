import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeNotification } from '@ins-relay/clickbank';
import type { Connection } from '@ins-relay/contracts';
import { buildSalePayload, buildTestPayload, planSale } from './build-test-payload.js';

const NOW = Date.UTC(2026, 10, 24, 12, 30);
const connection = JSON.parse(
  readFileSync(join(__dirname, '../../../../packages/mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const decode = (payload: object) =>
  decodeNotification(JSON.parse(JSON.stringify(payload)) as Record<string, unknown>, {
    account: connection.clickbank.account,
    verification: 'encrypted',
    connection,
  });

test('the test is decoded as ClickBank’s own is', () => {
  expect(decode(buildTestPayload(connection, NOW))).toMatchObject({
    kind: 'TestTransactions',
    account: connection.clickbank.account,
    transactionTime: '2026-11-24T12:30:00.000Z',
    unreadable: [],
  });
});

test.each(['VENDOR', 'AFFILIATE'] as const)(
  'the sale of a %s is a sale with its click id and amount',
  (role) => {
    const account = { ...connection, clickbank: { ...connection.clickbank, role } };
    const sale = planSale({ event: 'sale', clickId: 'abc', amount: '12.30' }, () => 'X');
    expect(decode(buildSalePayload(account, sale, NOW))).toMatchObject({
      kind: 'Sale',
      receipt: 'TXXXXXXX',
      role,
      trackingCodes: ['abc'],
      totalAccountAmount: '12.30',
      unreadable: [],
    });
  },
);
