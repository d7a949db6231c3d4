import type { Alert } from './alert.js';
import { planMessage, type ToldAlerts } from './plan-message.js';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 10, 24, 12);
const SETTINGS = { repeatMs: 240 * MINUTE_MS, consoleUrl: 'https://relay.example.com' };

const alert = (key: string): Alert => ({ key, text: `${key} is wrong`, path: `/${key}` });
const plan = (told: ToldAlerts, alerts: Alert[], atMs = NOW) => planMessage(told, alerts, SETTINGS, atMs);

test('all that is new is one message, with a link for each', () => {
  const { text, told } = plan({}, [alert('a'), alert('b')]);
  expect(text).toBe(
    [
      ':rotating_light: INS Relay: 2 new',
      '• a is wrong – https://relay.example.com/a',
      '• b is wrong – https://relay.example.com/b',
    ].join('\n'),
  );
  expect(Object.keys(told)).toEqual(['a', 'b']);
});

test('what was told is not told again while it lasts, until it is time for a reminder', () => {
  const { told } = plan({}, [alert('a')]);
  expect(plan(told, [alert('a')], NOW + 239 * MINUTE_MS).text).toBeUndefined();
  const reminded = plan(told, [alert('a')], NOW + 240 * MINUTE_MS);
  expect(reminded.text).toContain('1 still there\n• a is wrong – https://relay.example.com/a (for 4 h)');
  expect(plan(reminded.told, [alert('a')], NOW + 300 * MINUTE_MS).text).toBeUndefined();
});

test('what is over is told, with how long it lasted, in the same message as what is new', () => {
  const { told } = plan({}, [alert('a')]);
  const next = plan(told, [alert('b')], NOW + 12 * MINUTE_MS);
  expect(next.text).toContain('1 new\n• b is wrong');
  expect(next.text).toContain(':white_check_mark: INS Relay: 1 over\n• a is wrong (lasted 12 min)');
  expect(Object.keys(next.told)).toEqual(['b']);
});

test('a flood stays readable', () => {
  const flood = Array.from({ length: 50 }, (_, i) => alert(`a${i}`));
  const { text, told } = plan({}, flood);
  expect(text?.split('\n')).toHaveLength(22);
  expect(text).toMatch(/• and 30 more$/);
  expect(Object.keys(told)).toHaveLength(50);
});

test('without an address of the console there are no links', () => {
  expect(planMessage({}, [alert('a')], { ...SETTINGS, consoleUrl: '' }, NOW).text).toMatch(/• a is wrong$/);
});
