// @ts-check

/** @typedef {import('playwright-core').Page} Page */

/**
 * Every page of the console and how it is opened, so that there is something to be seen on it.
 * @param {string} url
 * @returns {{ name: string, open: (page: Page) => Promise<void> }[]}
 */
export function listPages(url) {
  /** @param {string} path */
  const at = (path) => async (/** @type {Page} */ page) => {
    await page.goto(url + path);
    await settle(page);
  };
  return [
    { name: 'sign-in', open: at('/sign-in') },
    { name: 'overview', open: at('/?range=1h') },
    { name: 'connections', open: at('/connections') },
    { name: 'new-connection', open: at('/connections/new') },
    { name: 'connection', open: at('/connections/demo') },
    { name: 'set-up-ins-url', open: at('/connections/fresh-start/set-up?step=ins-url') },
    { name: 'set-up-matching', open: at('/connections/demo/set-up?step=matching') },
    { name: 'set-up-parameters', open: at('/connections/demo/set-up?step=parameters') },
    { name: 'set-up-pixel', open: at('/connections/demo/set-up?step=pixel') },
    { name: 'set-up-hoplink', open: at('/connections/demo/set-up?step=hoplink') },
    { name: 'set-up-duplicates', open: at('/connections/demo/set-up?step=duplicates') },
    { name: 'set-up-test', open: openTestEvent(url) },
    { name: 'connection-settings', open: at('/connections/demo?tab=settings') },
    { name: 'connection-keys', open: at('/connections/demo?tab=keys') },
    { name: 'rules', open: at('/connections/demo/rules') },
    { name: 'events', open: at('/events') },
    { name: 'event', open: openEvent(url) },
    { name: 'repair', open: openRepair(url) },
    { name: 'queues', open: at('/system') },
    { name: 'redis', open: at('/system?tab=redis') },
    { name: 'destinations', open: at('/system?tab=destinations') },
    { name: 'audit', open: at('/settings/audit') },
    { name: 'users', open: at('/settings/users') },
    { name: 'tokens', open: at('/settings/tokens') },
    { name: 'account', open: at('/account') },
  ];
}

/** @param {string} url */
function openTestEvent(url) {
  return async (/** @type {Page} */ page) => {
    await page.goto(`${url}/connections/demo/set-up?step=test`);
    await page.getByRole('button', { name: 'Send it' }).click();
    await page
      .getByText('RedTrack accepted it')
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    await settle(page);
  };
}

/** @param {string} url */
function openEvent(url) {
  return async (/** @type {Page} */ page) => {
    await page.goto(`${url}/events?outcome=delivered&kind=Sale`);
    await page.getByRole('link', { name: 'Sale' }).first().click();
    await settle(page);
  };
}

/** @param {string} url */
function openRepair(url) {
  return async (/** @type {Page} */ page) => {
    await page.goto(`${url}/repair`);
    await page.getByRole('button', { name: 'Count them' }).click();
    await settle(page);
  };
}

/**
 * Until nothing loads any more and charts have drawn themselves. Live pages never fall silent, so at most a moment.
 * @param {Page} page
 */
async function settle(page) {
  await page
    .locator('[aria-busy=true]')
    .first()
    .waitFor({ state: 'detached', timeout: 5_000 })
    .catch(() => undefined);
  await page.waitForTimeout(1_500);
}
