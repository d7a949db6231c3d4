import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '@ins-relay/contracts';
import { judgeOfferSource } from './judge-offer-source.js';

const settings = JSON.parse(
  readFileSync(join(__dirname, '../../mapping/fixtures/connection.json'), 'utf8'),
) as Connection;
const connection = { ...settings, redtrack: { ...settings.redtrack, postbackToken: null } };

test.each([
  ['the mode by event id', { postback_mode: 'ignore_by_event_id' }, 'good'],
  ['another mode', { postback_mode: 'create_new' }, 'problem'],
  ['a number nobody can read', { postback_mode: 3 }, 'unknown'],
  ['no mode at all', {}, 'unknown'],
  ['a token that is missing', { postback_mode: 'event_id', postback_protected: true }, 'problem'],
  ['an allow list', { postback_mode: 'event_id', enable_ip_whitelist: true }, 'good'],
])('an offer source with %s', (_, source, verdict) => {
  expect(judgeOfferSource(source, connection).verdict).toBe(verdict);
});
