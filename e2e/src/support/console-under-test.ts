import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { RelayUnderTest } from './relay-under-test.js';

export const FIRST_PASSWORD = 'one-time-password-of-tests';
export const ADMIN_PASSWORD = 'three quiet mountain goats';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

/** The relay with its console, and a real browser in front of it. */
export class ConsoleUnderTest {
  private constructor(
    readonly relay: RelayUnderTest,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<ConsoleUnderTest> {
    const relay = await RelayUnderTest.start({
      counts: { console: 1 },
      serviceEnv: { console: { CONSOLE_FIRST_PASSWORD: FIRST_PASSWORD } },
    });
    try {
      const executablePath = process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium';
      return new ConsoleUnderTest(relay, await chromium.launch({ executablePath, args: FLAGS }));
    } catch (error) {
      await relay.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.relay.stop();
  }

  get url(): string {
    return this.relay.stack.consoleUrl;
  }

  /** A browser of somebody who has not signed in. */
  async openContext(): Promise<BrowserContext> {
    const context = await this.browser.newContext({ baseURL: this.url });
    context.setDefaultTimeout(15_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    return context;
  }

  /** A page of somebody who has signed in by the form. */
  async signIn(name: string, password: string): Promise<Page> {
    const page = await (await this.openContext()).newPage();
    await page.goto('/');
    await page.getByLabel('Name').fill(name);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
  }

  /** The administrator's first sign-in, with the change of password that it asks for. */
  async signInFirst(): Promise<Page> {
    const page = await this.signIn('admin', FIRST_PASSWORD);
    try {
      await page.waitForURL('**/account');
      await changePassword(page, FIRST_PASSWORD, ADMIN_PASSWORD);
    } catch (cause) {
      const shown = await page.locator('body').innerText();
      throw new Error(`the first sign-in stopped at ${page.url()}, which shows:\n${shown}`, { cause });
    }
    return page;
  }
}

/** Fills in the form of the account page. */
export async function changePassword(page: Page, current: string, next: string): Promise<void> {
  const fill = (label: string, value: string) =>
    page.getByRole('textbox', { name: label, exact: true }).fill(value);
  await fill('Present password', current);
  await fill('New password', next);
  await fill('New password again', next);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.waitForURL((url) => url.pathname !== '/account');
}

/** A call of the API as a script with a session makes it. */
export async function callAs(
  { page, url }: { page: Page; url: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await page.request.fetch(url + path, {
    method,
    headers: { origin: url },
    ...(body === undefined ? {} : { data: body }),
  });
  const text = await response.text();
  return { status: response.status(), body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}
