import { randomBytes } from 'node:crypto';
import { encryptNotification } from '@ins-relay/clickbank';
import { waitFor } from '@ins-relay/testkit';
import type { Page } from 'playwright-core';
import { ConsoleUnderTest } from './support/console-under-test.js';
import { sampleNotification } from './support/sample-notification.js';

let console_: ConsoleUnderTest;
let page: Page;

beforeAll(async () => {
  console_ = await ConsoleUnderTest.start();
  page = await console_.signInFirst();
}, 120_000);
afterAll(async () => console_.stop());

test('from nothing to a delivered test event, without reading docs', async () => {
  const { relay } = console_;
  await page.getByText('Connect your first ClickBank account').waitFor();
  await page.getByRole('link', { name: 'New connection' }).click();

  await page.getByLabel('ClickBank nickname').fill('acme');
  await page.getByLabel('RedTrack tracking domain').fill('not a domain');
  await page.getByRole('button', { name: 'Make one' }).click();
  const secretKey = page.getByRole('textbox', { name: 'Secret key' });
  await waitFor(async () => /^[A-Z0-9]{16}$/.test(await secretKey.inputValue()), {
    describe: 'a secret key to be made',
  });
  await page.getByRole('button', { name: 'Create and go on' }).click();
  await page
    .getByText(/–.*https:\/\//)
    .first()
    .waitFor();
  const madeKey = await secretKey.inputValue();
  await page.getByLabel('RedTrack tracking domain').fill(relay.stack.sandboxUrl);
  await page.getByRole('button', { name: 'Create and go on' }).click();

  await page.getByText('Waiting for the TEST of ClickBank').waitFor();
  const insUrl = await page.locator('pre', { hasText: '/ins/acme?key=' }).innerText();
  await page.getByRole('button', { name: 'Copy INS URL' }).click();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(insUrl);

  const wrong = encryptNotification(
    sampleNotification({ vendor: 'acme' }),
    'ANOTHERKEY123456',
    randomBytes(16),
  );
  expect((await relay.post(insUrl, JSON.stringify(wrong))).status).toBe(400);
  await page.getByText(/1 call came and could not be verified/).waitFor();
  const genuine = sampleNotification({ vendor: 'acme', transactionType: 'TEST', receipt: '********' });
  const sealed = encryptNotification(genuine, madeKey, randomBytes(16));
  expect((await relay.post(insUrl, JSON.stringify(sealed))).status).toBe(200);
  await page.getByText(/Verified at/).waitFor();

  await page.getByRole('link', { name: 'Next: Event matching' }).click();
  await page.getByRole('combobox', { name: 'Conversion type of Sale' }).fill('BigSale');
  await page.getByRole('button', { name: 'Save the event matching' }).click();
  await page.getByText('Saved.').waitFor();

  await page.getByRole('link', { name: 'Next: Parameters' }).click();
  await page.getByRole('button', { name: 'Add a parameter' }).click();
  await page
    .getByLabel(/^Name of parameter/)
    .last()
    .fill('buyer');
  await page
    .getByRole('combobox', { name: /^Value of parameter/ })
    .last()
    .fill('{customer.shoesize}');
  await page.getByRole('button', { name: 'Save the parameters' }).click();
  await page
    .getByText(/shoesize/)
    .last()
    .waitFor();
  await page
    .getByRole('combobox', { name: /^Value of parameter/ })
    .last()
    .fill('{affiliate}');
  await page.getByRole('button', { name: 'Save the parameters' }).click();
  await page
    .getByText('Nothing is changed.')
    .waitFor({ state: 'attached', timeout: 1_000 })
    .catch(() => undefined);

  await page.getByRole('link', { name: 'Next: Order-form pixel' }).click();
  await page
    .getByText(/type=InitiateCheckout/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Next: Hoplink' }).click();
  await page
    .getByLabel('Hoplink as ClickBank gives it')
    .fill('https://hop.clickbank.net/?affiliate=someone&vendor=acme');
  await page.getByRole('button', { name: 'Build' }).click();
  await page.locator('pre', { hasText: 'tid={clickid}' }).waitFor();
  await page.getByRole('link', { name: 'Next: Duplicates' }).click();
  await page
    .getByText(/Ignore duplicate postbacks by event id/)
    .first()
    .waitFor();

  await page.getByRole('link', { name: 'Next: Test event' }).click();
  await page.getByLabel('Click id').fill('aClickOfMyOwn12345');
  await page.getByRole('button', { name: 'Send it' }).click();
  await page.getByText('RedTrack accepted every postback of this event.').waitFor();
  expect((await relay.postbacks()).map(({ query }) => query)).toMatchObject([
    { type: 'BigSale', sum: '1.00', clickid: 'aClickOfMyOwn12345' },
  ]);
  await page.getByRole('link', { name: 'Done' }).click();
  await page.getByRole('heading', { name: 'acme' }).waitFor();
}, 120_000);

test('rules are checked while they are typed, tried, saved and rolled back', async () => {
  await page.goto(`${console_.url}/connections/acme/rules`);
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const when = page.getByLabel('When');
  await when.fill('event.amont > 1.0');
  await page
    .getByText(/No such key: amont \(column \d+\)/)
    .first()
    .waitFor();
  await when.fill('event.kind == "Sale"');
  await page.getByText('No mistakes found. Not saved yet.').waitFor();
  await page.getByRole('combobox', { name: 'Event' }).click();
  await page.getByRole('option', { name: /^Sale/ }).first().click();
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('its condition is true').waitFor();
  await page.getByRole('button', { name: 'Save the rules' }).click();
  await page.getByText('They hold for every event from now on.').first().waitFor();
  await page
    .getByRole('button', { name: /^Remove rule-/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Save the rules' }).click();
  // The editor is empty as soon as the rule is removed; the history tells when that is saved.
  const history = page.getByRole('region', { name: 'History' });
  await history
    .locator('div', { hasText: /no rules\s*as they are now/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Take into the editor' }).first().click();
  expect(await page.getByLabel('When').inputValue()).toBe('event.kind == "Sale"');
}, 60_000);

test('a connection is paused, and its YAML is what relay apply takes', async () => {
  await page.goto(`${console_.url}/connections/acme`);
  await page.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Pause …' }).click();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText('paused', { exact: true }).waitFor();
  const yaml = await (await page.request.get(`${console_.url}/api/connections/acme/export`)).text();
  expect(yaml).toMatch(/id: acme[\s\S]*BigSale/);
  expect(yaml).not.toMatch(/secretKey: [A-Z0-9]{16}/);
}, 60_000);
