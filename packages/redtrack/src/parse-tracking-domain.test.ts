import { checkParameterName } from './check-parameter-name.js';
import { looksLikeClickId } from './looks-like-click-id.js';
import { parseTrackingDomain } from './parse-tracking-domain.js';

test.each([
  ['http://sandbox:4400', 'http://sandbox:4400'],
  ['http://localhost:4400/', 'http://localhost:4400'],
  ['[::1]:4400', 'https://[::1]:4400'],
  ['abc.ttrk.io', 'https://abc.ttrk.io'],
  ['bücher.example', 'https://xn--bcher-kva.example'],
])('%p is the tracking domain %s', (text, origin) => {
  expect(parseTrackingDomain(text)).toEqual({ ok: true, origin });
});

test.each([
  ['https://api.redtrack.io/postback', /your own tracking domain/],
  ['*.rdtk.io', /not a domain/],
  ['your tracking domain', /not a domain/],
  ['-a.example', /not a domain/],
  ['sandbox:4400', /whole domain/],
  ['http://track.acme.example', /must begin with https/],
])('%p is no tracking domain', (text, problem) => {
  expect(parseTrackingDomain(text)).toEqual({
    ok: false,
    problem: expect.stringMatching(problem) as unknown,
  });
});

test.each(['clickid', 'sum', 'type', 'currency', 'status', 'rdtk_event_id', 'ptoken', 'format', 'PToken'])(
  'an additional parameter can’t be called %s, which a postback has already',
  (name) => {
    expect(checkParameterName(name)).toEqual({
      ok: false,
      problem: expect.stringContaining(name.toLowerCase()) as unknown,
    });
  },
);

test.each([
  ['65f1c0de65f1c0de65f1c0de', true],
  ['65F1C0DE65F1C0DE65F1C0DE', true],
  ['65f1c0de65f1c0de65f1c0d', false],
  ['65f1c0de65f1c0de65f1c0deg', false],
  ['newsletter', false],
  ['', false],
])('%p looks like a click id: %p', (text, expected) => {
  expect(looksLikeClickId(text)).toBe(expected);
});
