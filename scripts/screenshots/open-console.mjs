// @ts-check
/** @typedef {{ name: string, width: number, height: number, scheme: 'light' | 'dark' }} Mode */

/** @type {readonly Mode[]} */
export const MODES = [
  { name: 'light', width: 1280, height: 900, scheme: 'light' },
  { name: 'dark', width: 1280, height: 900, scheme: 'dark' },
  { name: 'phone', width: 390, height: 844, scheme: 'light' },
];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const OWN_PASSWORD = 'a password for pictures';

/**
 * A browser that is signed in.
 * @param {string} url
 * @param {string} oneTimePassword
 * @param {Mode} mode
 */
export async function openConsole(url, oneTimePassword, mode) {
  // Not there before everything is installed.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_BIN, args: FLAGS });
  const page = await browser.newPage({
    viewport: { width: mode.width, height: mode.height },
    colorScheme: mode.scheme,
    deviceScaleFactor: 1,
  });
  const signIn = (/** @type {string} */ password) =>
    page.request.post(`${url}/api/session`, { data: { name: 'admin', password }, headers: { origin: url } });
  const first = await signIn(OWN_PASSWORD);
  if (!first.ok()) {
    await signIn(oneTimePassword);
    await page.request.put(`${url}/api/session/password`, {
      data: { current: oneTimePassword, next: OWN_PASSWORD },
      headers: { origin: url },
    });
  }
  return { browser, page };
}
