import type { Page } from 'playwright-core';
import { INGEST_KEY } from './support/connections-yaml.js';
import { callAs, changePassword, ConsoleUnderTest } from './support/console-under-test.js';
import { newReceipt, sampleNotification } from './support/sample-notification.js';

const BATCH = 12;

let console_: ConsoleUnderTest;
let page: Page;

beforeAll(async () => {
  console_ = await ConsoleUnderTest.start();
  await console_.relay.apply({ id: 'shop', attempts: 1 });
  page = await console_.signInFirst();
}, 120_000);
afterAll(async () => console_.stop());

test('an event appears in the open list by itself, and not while it is paused', async () => {
  const { relay } = console_;
  await page.goto(`${console_.url}/events`);
  await page.getByText('Live', { exact: true }).waitFor();
  const first = newReceipt();
  await relay.notify('shop', sampleNotification({ receipt: first }));
  await page.getByText(first).waitFor();
  await page
    .getByRole('row', { name: new RegExp(first) })
    .getByText('delivered')
    .waitFor();

  await page.getByRole('button', { name: 'Pause' }).click();
  const second = newReceipt();
  await relay.notify('shop', sampleNotification({ receipt: second }));
  await relay.settled(1, '--receipt', second);
  expect(await page.getByText(second).count()).toBe(0);
  await page.getByRole('button', { name: 'Go live' }).click();
  await page.getByText(second).waitFor();
}, 60_000);

test('an event’s page tells what happened, and hides the customer until somebody says so', async () => {
  const receipt = newReceipt();
  await console_.relay.notify('shop', sampleNotification({ receipt }));
  await console_.relay.settled(1, '--receipt', receipt);
  await page.goto(`${console_.url}/events?receipt=${receipt}`);
  await page.getByRole('link', { name: 'Sale' }).click();
  await page.getByText('Received and decoded').waitFor();
  await page.getByText('RedTrack accepted every postback of this event.').waitFor();
  expect(await page.content()).not.toContain('planted.buyer@example.test');
  await page.getByRole('button', { name: /reveal/i }).click();
  await page
    .getByText(/planted\.buyer@example\.test/)
    .first()
    .waitFor();
  const { body } = await callAs({ page, url: console_.url }, 'GET', '/api/audit');
  expect(body).toMatchObject({
    entries: expect.arrayContaining([expect.objectContaining({ action: 'event.reveal' })]) as unknown,
  });
}, 60_000);

test('a batch that RedTrack refused is repaired in one go, each conversion booked once', async () => {
  const { relay } = console_;
  await relay.clearBooks();
  await relay.setFault({ mode: 'status', status: 500 });
  const receipts = Array.from({ length: BATCH }, newReceipt);
  for (const receipt of receipts) await relay.notify('shop', sampleNotification({ receipt }));
  await relay.settled(BATCH, '--outcome', 'failed');
  await relay.setFault({ mode: 'none' });

  await page.goto(`${console_.url}/`);
  await page.getByText(`${BATCH} events not delivered · shop`).waitFor();
  await page.goto(`${console_.url}/repair`);
  await page.getByRole('button', { name: 'Count them' }).click();
  await page.getByRole('button', { name: `Replay ${BATCH} events …` }).click();
  const replay = page.getByRole('dialog').getByRole('button', { name: 'Replay' });
  expect(await replay.isDisabled()).toBe(true);
  await page.getByLabel('Reason').fill('RedTrack was down');
  await replay.click();
  await page.getByText(`${BATCH} of ${BATCH} replayed`).waitFor();

  await relay.settled(0, '--outcome', 'failed');
  const all = await relay.events('--connection', 'shop', '--outcome', 'delivered');
  expect(all.filter(({ receipt }) => receipts.includes(receipt ?? ''))).toHaveLength(BATCH);
  const { eventIds } = await relay.fromSandbox<{ eventIds: unknown }>('/redtrack/summary');
  expect(eventIds).toMatchObject({ distinct: BATCH, countedMoreThanOnce: {} });
}, 90_000);

test('a viewer looks, and is told why nothing else is possible', async () => {
  await page.goto(`${console_.url}/settings/users`);
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('vera');
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'viewer' }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  const oneTime = await page.getByRole('dialog').locator('pre').innerText();
  await page.getByRole('button', { name: 'I have it' }).click();

  const viewer = await console_.signIn('vera', oneTime);
  await viewer.waitForURL('**/account');
  await changePassword(viewer, oneTime, 'two loud river otters');
  await viewer.goto(`${console_.url}/events`);
  await viewer.getByRole('link', { name: 'Sale' }).first().click();
  const replay = viewer.getByRole('button', { name: 'Replay' });
  await replay.waitFor();
  expect(await replay.getAttribute('aria-disabled')).toBe('true');
  await replay.hover();
  await viewer.getByText('Your role is viewer; this needs operator.').first().waitFor();
  expect(await viewer.getByRole('link', { name: 'Users' }).count()).toBe(0);
  const key = await viewer.request.get(`${console_.url}/api/connections/shop`);
  expect(await key.text()).not.toContain(INGEST_KEY);
}, 60_000);
