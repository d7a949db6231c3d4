import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_KINDS } from '@ins-relay/contracts';
import { parseConnectionsFile } from './parse-connections-file.js';
import type { FileProblem } from './parse-declared-file.js';

const MINIMAL = `connections:
  - id: acme
    clickbank:
      account: acme
      secretKey: ABCDEFGH12345678
    redtrack:
      trackingDomain: https://track.acme.example
`;
const EXAMPLE = readFileSync(join(__dirname, '../../fixtures/connections.example.yaml'), 'utf8');
const EXAMPLE_ENVIRONMENT = {
  ACME_SECRET_KEY: 'KEY0KEY0KEY0KEY0',
  ACME_INGEST_KEY: 'anIngestKeyThatIsLongEnough',
};

const parse = (text: string, environment: Record<string, string | undefined> = {}) =>
  parseConnectionsFile(text, environment, 'relay.yaml');

function listProblems(text: string, environment: Record<string, string | undefined> = {}): FileProblem[] {
  const parsed = parse(text, environment);
  return parsed.ok ? [] : parsed.problems;
}

function parseOnly(text: string, environment: Record<string, string | undefined> = {}) {
  const parsed = parse(text, environment);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  const [connection] = parsed.connections;
  if (connection === undefined) throw new Error('no connection');
  return connection;
}

describe('the example', () => {
  test('parses without a problem or a warning', () => {
    expect(parse(EXAMPLE, EXAMPLE_ENVIRONMENT)).toMatchObject({ ok: true, warnings: [] });
  });

  test('secrets come from the environment', () => {
    const { clickbank } = parseOnly(EXAMPLE, EXAMPLE_ENVIRONMENT);
    expect(clickbank.secretKey).toBe('KEY0KEY0KEY0KEY0');
    expect(clickbank.ingestKey).toBe('anIngestKeyThatIsLongEnough');
  });

  test('its values are the defaults, so that what a file leaves out is what the example shows', () => {
    const example = parseOnly(EXAMPLE, EXAMPLE_ENVIRONMENT);
    const { amount, clickId, delivery, enabled, events, parameters, redtrack } = parseOnly(MINIMAL);
    expect({ amount, clickId, delivery, enabled, events, parameters, redtrack }).toEqual({
      amount: example.amount,
      clickId: example.clickId,
      delivery: example.delivery,
      enabled: example.enabled,
      events: example.events,
      parameters: example.parameters,
      redtrack: example.redtrack,
    });
    expect(parseOnly(MINIMAL).clickbank).toMatchObject({
      role: 'VENDOR',
      previousSecretKeys: [],
      legacyVersions: false,
    });
    expect(parseOnly(MINIMAL).rules).toEqual([]);
  });
});

describe('short forms', () => {
  test('a conversion type alone is the whole matching, and None is None in any case', () => {
    const { events } = parseOnly(
      `${MINIMAL}    events:\n      Sale: Purchase\n      Rebill: none\n      Refund: None\n`,
    );
    expect(events).toEqual({ Sale: { type: 'Purchase' }, Rebill: 'None', Refund: 'None' });
  });

  test('every event kind can be matched', () => {
    const lines = EVENT_KINDS.map((kind) => `      ${kind}: { type: T }`).join('\n');
    expect(Object.keys(parseOnly(`${MINIMAL}    events:\n${lines}\n`).events).sort()).toEqual(
      [...EVENT_KINDS].sort(),
    );
  });

  test('a previous key is a text, or a map with the end of its time', () => {
    const keys =
      '      previousSecretKeys:\n        - OLD1\n        - { key: OLD2, acceptedUntil: 2026-12-01 }\n';
    const { clickbank } = parseOnly(MINIMAL.replace('    redtrack:\n', `${keys}    redtrack:\n`));
    expect(clickbank.previousSecretKeys).toEqual([
      { key: 'OLD1' },
      { key: 'OLD2', acceptedUntil: '2026-12-01' },
    ]);
  });

  test('a rule may send a conversion type alone, and its condition may have several lines', () => {
    const rule =
      '    rules:\n      - name: r\n        when: |\n          event.kind\n            == "Sale"\n        send: [Purchase]\n';
    expect(parseOnly(MINIMAL + rule).rules).toEqual([
      { name: 'r', when: 'event.kind\n  == "Sale"\n', send: [{ type: 'Purchase' }] },
    ]);
  });

  test('a shared part can be written once', () => {
    const shared =
      MINIMAL +
      `    delivery: &slow { attempts: 3 }
  - id: beta
    clickbank: { account: beta, secretKey: B }
    redtrack: { trackingDomain: https://track.beta.example }
    delivery: { <<: *slow, timeoutMs: 900 }
`;
    const parsed = parse(shared);
    expect(parsed.ok && parsed.connections[1]?.delivery).toMatchObject({ attempts: 3, timeoutMs: 900 });
  });

  test('JSON is read too', () => {
    const connection = {
      id: 'a',
      clickbank: { account: 'acme', secretKey: 'K' },
      redtrack: { trackingDomain: 'https://t.example' },
    };
    expect(parseOnly(JSON.stringify({ connections: [connection] })).id).toBe('a');
  });
});

describe('values', () => {
  test('a nickname is lower case, a key has no white space around it', () => {
    const text = MINIMAL.replace('account: acme', 'account: ACME').replace(
      'ABCDEFGH12345678',
      '" ABCDEFGH12345678\\n"',
    );
    expect(parseOnly(text).clickbank).toMatchObject({ account: 'acme', secretKey: 'ABCDEFGH12345678' });
  });

  test.each(['0', '12.50', '0.10', '999999999999.9999'])(
    'the sum %s stays exactly as it is written',
    (sum) => {
      const { events } = parseOnly(`${MINIMAL}    events: { Sale: { type: P, amount: ${sum} } }\n`);
      expect(events.Sale).toEqual({ type: 'P', amount: sum });
    },
  );

  test('$${ is ${, and what a variable holds is not looked at again', () => {
    const text = MINIMAL.replace('- id: acme', () => '- id: acme\n    name: "$${A} ${B}"');
    expect(parseOnly(text, { B: '${C}' }).name).toBe('${A} ${C}');
  });
});

/** Puts lines behind the minimal file: the first of them is line 8. */
const append = (lines: string) => `${MINIMAL}${lines}\n`;
const replace = (from: string, to: string) => {
  expect(MINIMAL).toContain(from);
  return MINIMAL.replace(from, to);
};

describe('problems name their line, their path, and the way to mend them', () => {
  // A line a case reads better than nine.
  // prettier-ignore
  test.each<[string, () => string, number, number, string, RegExp, RegExp]>([
    ['broken YAML', () => replace('    redtrack:', '   redtrack: ['), 6, 0, '', /is not YAML/, /indentation/],
    ['the same key twice', () => append('    enabled: true\n    enabled: false'), 9, 5, '', /unique/, /./],
    ['an empty file', () => '', 1, 1, '', /relay\.yaml is empty/, /connections:/],
    ['a file that is a list', () => '- id: acme\n', 1, 1, '', /not a map/, /connections:/],
    ['no connections', () => 'connections: []\n', 1, 14, 'connections', /is empty/, /at least one/],
    ['connections without a value', () => 'connections:\n', 1, 1, 'connections', /is empty/, /./],
    ['another root key', () => `${MINIMAL}conections: []\n`, 8, 1, 'conections', /not a key/, /did you mean connections\?/],
    ['a connection that is a text', () => 'connections:\n  - acme\n', 2, 5, 'connections[0]', /text, not a map/, /below/],
    ['a connection that is empty', () => 'connections:\n  -\n', 2, 3, 'connections[0]', /empty, not a map/, /below/],
    ['an unknown key', () => append('    enabeld: true'), 8, 5, 'connections[0].enabeld', /not a key/, /did you mean enabled\?/],
    ['a key far from any', () => append('    zebra: true'), 8, 5, 'connections[0].zebra', /not a key/, /known here: id, name/],
    ['a nested unknown key', () => replace('account: acme', 'acount: acme'), 4, 7, 'connections[0].clickbank.acount', /not a key/, /did you mean account\?/],
    ['a key every object has', () => append('    constructor: {}'), 8, 5, 'connections[0].constructor', /not a key/, /remove/],
    ['a key called __proto__', () => append('    __proto__: {}'), 8, 5, 'connections[0].__proto__', /not a key/, /remove/],
    ['a missing section', () => MINIMAL.split('    redtrack')[0] ?? '', 2, 5, 'connections[0].redtrack', /is missing/, /add it/],
    ['a missing field', () => replace('      secretKey: ABCDEFGH12345678\n', ''), 4, 7, 'connections[0].clickbank.secretKey', /is missing/, /add it/],
    ['an empty section', () => append('    delivery:'), 8, 5, 'connections[0].delivery', /is empty/, /remove the line/],
    ['a section that is a list', () => append('    delivery: []'), 8, 15, 'connections[0].delivery', /a list, not a map/, /./],
    ['a list that is a map', () => append('    rules: {}'), 8, 12, 'connections[0].rules', /a map, not a list/, /"- "/],
    ['an id with capitals', () => replace('id: acme', 'id: Acme'), 2, 9, 'connections[0].id', /not an id/, /small letters/],
    ['an id that is a number', () => replace('id: acme', 'id: 12'), 2, 9, 'connections[0].id', /a number, not text/, /quotes/],
    ['an id that is too long', () => replace('id: acme', `id: ${'a'.repeat(64)}`), 2, 9, 'connections[0].id', /longer than 63/, /./],
    ['text for a flag', () => append('    enabled: yes'), 8, 14, 'connections[0].enabled', /text, not true or false/, /true or false/],
    ['a nickname with a dot', () => replace('account: acme', 'account: ac.me'), 4, 16, 'connections[0].clickbank.account', /nickname/, /letters and digits/],
    ['a role in small letters', () => replace('account: acme', 'account: acme\n      role: vendor'), 5, 13, 'connections[0].clickbank.role', /not one of VENDOR/, /did you mean VENDOR\?/],
    ['a role that is none', () => replace('account: acme', 'account: acme\n      role: OWNER'), 5, 13, 'connections[0].clickbank.role', /not one of VENDOR/, /./],
    ['a secret key that YAML read as a number', () => replace('ABCDEFGH12345678', '1234567890'), 5, 18, 'connections[0].clickbank.secretKey', /a number, not text/, /quotes/],
    ['an ingest key that needs encoding', () => replace('account: acme', 'account: acme\n      ingestKey: "a+b/c=defgh"'), 5, 18, 'connections[0].clickbank.ingestKey', /others than letters/, /generated/],
    ['a previous key without a key', () => replace('account: acme', 'account: acme\n      previousSecretKeys: [{}]'), 5, 28, 'connections[0].clickbank.previousSecretKeys[0].key', /is missing/, /./],
    ['an end that is no date', () => replace( 'account: acme', 'account: acme\n      previousSecretKeys: [{ key: A, acceptedUntil: 2026-02-31 }]', ), 5, 53, 'connections[0].clickbank.previousSecretKeys[0].acceptedUntil', /ISO 8601/, /2026-12-31/],
    ['a tracking domain with a path', () => replace('https://track.acme.example', 'https://track.acme.example/postback?x=1'), 7, 23, 'connections[0].redtrack.trackingDomain', /./, /tracking domain/],
    ['a currency in small letters', () => append('      currency: usd'), 8, 17, 'connections[0].redtrack.currency', /currency code/, /USD/],
    ['a token with a space', () => append('      postbackToken: a b'), 8, 22, 'connections[0].redtrack.postbackToken', /white space/, /./],
    ['a source of the click id that is none', () => append('    clickId:\n      from: [trackingCodes, trackingCode]'), 9, 29, 'connections[0].clickId.from[1]', /./, /./],
    ['a wait that is too long', () => append('    clickId: { waitForParentSeconds: 99999999 }'), 8, 38, 'connections[0].clickId.waitForParentSeconds', /not between 0/, /./],
    ['an amount source that is none', () => append('    amount: { from: totalAcountAmount }'), 8, 21, 'connections[0].amount.from', /not one of totalAccountAmount/, /did you mean totalAccountAmount\?/],
    ['an unknown event kind', () => append('    events:\n      Sales: Purchase'), 9, 7, 'connections[0].events.Sales', /not a key/, /did you mean Sale\?/],
    ['an event without a value', () => append('    events:\n      Sale:'), 9, 7, 'connections[0].events.Sale', /is empty/, /./],
    ['an event that is a number', () => append('    events:\n      Sale: 1'), 9, 13, 'connections[0].events.Sale', /neither/, /None/],
    ['a matching without a type', () => append('    events:\n      Sale: { sign: negative }'), 9, 13, 'connections[0].events.Sale.type', /is missing/, /./],
    ['None as a type', () => append('    events:\n      Sale: { type: None }'), 9, 21, 'connections[0].events.Sale.type', /no conversion type/, /instead of the map/],
    ['a type with a space at its end', () => append('    events:\n      Sale: "Purchase "'), 9, 13, 'connections[0].events.Sale.type', /space/, /remove the space/],
    ['an unknown sign', () => append('    events:\n      Sale: { type: P, sign: minus }'), 9, 30, 'connections[0].events.Sale.sign', /not one of negative/, /./],
    ['an unknown status', () => append('    events:\n      Sale: { type: P, status: approved }'), 9, 32, 'connections[0].events.Sale.status', /not one of Approved/, /did you mean Approved\?/],
    ['a negative sum', () => append('    events:\n      Sale: { type: P, amount: -5 }'), 9, 32, 'connections[0].events.Sale.amount', /negative/, /sign: negative/],
    ['a sum that is no decimal', () => append('    events:\n      Sale: { type: P, amount: 1e3 }'), 9, 32, 'connections[0].events.Sale.amount', /not a sum/, /12\.50/],
    ['a parameter name with a space', () => append('    parameters:\n      - { name: "e mail", value: "{customer.email}" }'), 9, 17, 'connections[0].parameters[0].name', /./, /./],
    ['a parameter that the relay sets itself', () => append('    parameters:\n      - { name: clickid, value: "{receipt}" }'), 9, 17, 'connections[0].parameters[0].name', /./, /./],
    ['the same parameter twice', () => append('    parameters:\n      - { name: a, value: "1" }\n      - { name: a, value: "2" }'), 10, 17, 'connections[0].parameters[1].name', /item 1 of this list/, /its own name/],
    ['a template with an unknown field', () => append('    parameters:\n      - { name: mail, value: "{customer.emial}" }'), 9, 30, 'connections[0].parameters[0].value', /email/, /./],
    ['a timeout that is too short', () => append('    delivery: { timeoutMs: 499 }'), 8, 28, 'connections[0].delivery.timeoutMs', /not between 500 and 30000/, /from 500 to 30000/],
    ['a timeout that is too long', () => append('    delivery: { timeoutMs: 30001 }'), 8, 28, 'connections[0].delivery.timeoutMs', /not between/, /./],
    ['no attempts', () => append('    delivery: { attempts: 0 }'), 8, 27, 'connections[0].delivery.attempts', /not between 1 and 50/, /./],
    ['too much at once', () => append('    delivery: { concurrency: 501 }'), 8, 30, 'connections[0].delivery.concurrency', /not between 1 and 500/, /./],
    ['a rate that is no whole number', () => append('    delivery: { ratePerSecond: 0.5 }'), 8, 32, 'connections[0].delivery.ratePerSecond', /whole number/, /./],
    ['a rule whose condition does not compile', () => append('    rules:\n      - { name: r, when: "event.kind ==", ignore: x }'), 9, 26, 'connections[0].rules[0].when', /./, /correct/],
    ['a rule that does nothing', () => append('    rules:\n      - { name: r, when: "true" }'), 9, 9, 'connections[0].rules[0]', /does nothing/, /send/],
    ['a rule that does both', () => append('    rules:\n      - { name: r, when: "true", send: [P], ignore: x }'), 9, 53, 'connections[0].rules[0].ignore', /something else than send/, /keep one/],
    ['two amounts', () => append('    events:\n      Sale: { type: P, amount: 1, amountFrom: totalOrderAmount }'), 9, 47, 'connections[0].events.Sale.amountFrom', /second amount/, /keep one/],
    ['an expression for an amount that is none', () => append('    events:\n      Sale: { type: P, amountExpression: event.receipt }'), 9, 42, 'connections[0].events.Sale.amountExpression', /is a string/, /a number/],
    ['an unknown event of the pixel', () => append('    pixel: { events: { AddPaymentInfo: InitiateChekout } }'), 8, 40, 'connections[0].pixel.events.AddPaymentInfo', /no event/, /InitiateCheckout/],
    ['a rule that sends nothing', () => append('    rules:\n      - { name: r, when: "true", send: [] }'), 9, 40, 'connections[0].rules[0].send', /is empty/, /ignore/],
    ['two rules of one name', () => append( '    rules:\n      - { name: r, when: "true", ignore: x }\n      - { name: r, when: "true", ignore: x }', ), 10, 17, 'connections[0].rules[1].name', /"r", which item 1/, /its own name/],
    ['an alias that names nothing', () => append('    delivery: *nothing'), 8, 15, 'connections[0].delivery', /\*nothing, which is not written/, /&nothing/],
  ])('%s', (_what, makeText, line, column, path, problem, fix) => {
    const problems = listProblems(makeText());
    const found = problems.find((one) => one.path === path && one.line === line);
    const texts = {
      problem: expect.stringMatching(problem) as string,
      fix: expect.stringMatching(fix) as string,
    };
    expect(found === undefined ? problems : found).toMatchObject({ path, line, ...texts });
    if (column > 0) expect(found?.column).toBe(column);
  });

  test('two connections of one id', () => {
    const second = MINIMAL.replace('connections:\n', '');
    expect(listProblems(MINIMAL + second)).toMatchObject([{ line: 8, column: 9, path: 'connections[1].id' }]);
  });

  test('all of them at once, in the order of the file', () => {
    const text = append('    delivery: { attempts: 0, concurrency: 0 }\n    enabeld: 1').replace(
      'acme\n',
      'A!\n',
    );
    expect(listProblems(text).map((problem) => problem.line)).toEqual([2, 8, 8, 9]);
  });
});

describe('variables', () => {
  const text = MINIMAL.replace('ABCDEFGH12345678', '${ACME_KEY}');

  test('one that is not set is named with the way to set it, and nothing else is said about its place', () => {
    expect(listProblems(text)).toEqual([
      {
        line: 5,
        column: 18,
        path: 'connections[0].clickbank.secretKey',
        problem: 'needs the environment variable ACME_KEY, which is not set',
        fix: 'set it: export ACME_KEY=…  (or write $${ for the characters themselves)',
      },
    ]);
    expect(listProblems(MINIMAL.replace('https://track.acme.example', '${DOMAIN}'))).toHaveLength(1);
  });

  test('an empty one counts as not set', () => {
    expect(listProblems(text, { ACME_KEY: ' ' })).toMatchObject([
      { line: 5, problem: expect.stringMatching(/empty/) as string },
    ]);
  });

  test('what every object has is no variable', () => {
    expect(listProblems(text.replace('ACME_KEY', 'toString'))).toHaveLength(1);
  });

  test.each(['${ACME-KEY}', '${}', '${ACME'])('%s is no variable', (written) => {
    expect(listProblems(MINIMAL.replace('ABCDEFGH12345678', `"${written}"`))).toMatchObject([{ line: 5 }]);
  });
});

describe('secrets', () => {
  test('are never repeated in a problem or a warning', () => {
    const text = `connections:
  - id: acme
    clickbank:
      account: acme
      secretKey: [hidden-1]
      previousSecretKeys: [{ key: hidden-2, acceptedUntil: x }, { hidden: 1 }]
      ingestKey: hidden 3
    redtrack:
      trackingDomain: https://track.acme.example
      postbackToken: hidden 4
`;
    expect(listProblems(text).map((problem) => problem.line)).toEqual([5, 6, 6, 6, 7, 10]);
    expect(JSON.stringify(listProblems(text))).not.toMatch(/hidden[- ]\d/);
    const warned = parse(MINIMAL.replace('ABCDEFGH12345678', '"hidden/key"'));
    expect(JSON.stringify(warned.warnings)).not.toContain('hidden');
  });

  test('that look unlike ClickBank’s, or are short, are accepted with a warning', () => {
    const text = MINIMAL.replace('ABCDEFGH12345678', 'older-style-secret').replace(
      'account: acme',
      'account: ab\n      ingestKey: short-one',
    );
    const parsed = parse(text);
    expect(parsed.ok).toBe(true);
    expect(parsed.warnings.map(({ line, path }) => [line, path])).toEqual([
      [6, 'connections[0].clickbank.secretKey'],
      [4, 'connections[0].clickbank.account'],
      [5, 'connections[0].clickbank.ingestKey'],
    ]);
  });
});

test('whatever is given, it never throws', () => {
  const texts = [
    '\0',
    ':',
    '{',
    '[[[[',
    '? [a]\n: b',
    '&a [*a]',
    '--- a\n--- b',
    'connections: !!set {a}',
    '%YAML 3',
    '\uFEFF',
    'connections: [null, 1, "x", [], {}]',
  ];
  for (const text of texts) expect(parse(text)).toMatchObject({ ok: false });
});
