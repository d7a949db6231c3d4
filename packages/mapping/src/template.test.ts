import fc from 'fast-check';
import type { RelayEvent } from '@ins-relay/contracts';
import { sampleEvent } from '../test/sample-event.js';
import { compileTemplate, renderTemplate } from './template.js';

const extras = { clickId: 'abc', amount: '-28.94', type: 'Refund' };

function render(text: string, event: RelayEvent): string {
  const compiled = compileTemplate(text);
  if (!compiled.ok) throw new Error(compiled.problem);
  return renderTemplate(compiled.template, event, extras);
}

const full = sampleEvent({
  lineItems: [{ paymentPlan: { rebillAmount: '9.00' } }, { itemNo: 'two', quantity: 3, recurring: false }],
  upsell: { flowName: 'Flow' },
  vendorVariables: { 'utm.source': 'mail', __proto__x: 'y' },
  commonTracking: { deviceType: 'Desktop' },
  declinedConsent: false,
  transactionTime: '2026-11-23T23:59:59.000Z',
});

test.each([
  ['{lineItems.1.itemNo}×{lineItems.1.quantity}', 'two×3'],
  ['{lineItems.0.paymentPlan.rebillAmount}', '9.00'],
  ['{lineItems.1.recurring} {declinedConsent}', 'false false'],
  ['{upsell.flowName}', 'Flow'],
  ['{vendorVariables.utm.source}', 'mail'],
  ['{vendorVariables.constructor}{affiliateTracking.__proto__}', ''],
  ['{commonTracking.deviceType | upper}', 'DESKTOP'],
  ['{trackingCodes.9}', ''],
  ['{amount}', '-28.94'],
  ['{transactionTime | date}', '2026-11-23'],
  ['{receipt | date}', 'CWOGBZLN'],
  ["{customer.phone | default:' - ' | trim}", '-'],
  ['{{{receipt}}}', '{CWOGBZLN}'],
])('%s is %p', (text, value) => {
  expect(render(text, full)).toBe(value);
});

test.each([
  ['{email}', /no field "email"; did you mean \{customer\.email\}\? \(column 1\)/],
  ['{productTitle}', /did you mean \{lineItems\.0\.productTitle\}/],
  ['{lineItems.0.productTitel}', /did you mean \{lineItems\.0\.productTitle\}/],
  ['{lineItems.productTitle}', /did you mean \{lineItems\.0\.productTitle\}/],
  ['{customer}', /no field "customer"/],
  ['{lineItems.0}', /no field/],
  ['{receipt.x}', /no field/],
  ['{vendorVariables}', /no field/],
  ['{unreadable.0}', /no field/],
  ['{replace}', /there are such as \{receipt\}/],
  ['{receipt | sha265}', /no filter "sha265"; did you mean sha256\?/],
  ['{receipt ||lower}', /no filter ""/],
])('%s is refused, with a hint', (text, problem) => {
  expect(compileTemplate(text)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(problem) as unknown,
  });
});

test('rendering never throws, whatever texts the event holds', () => {
  const texts = fc.string({ unit: 'binary' });
  const template =
    '{receipt | sha256}{customer.email|lower|sha256}{lineItems.0.productTitle|upper|trim}{transactionTime|date}' +
    "{vendorVariables.a | default:'x'}{trackingCodes.0}";
  fc.assert(
    fc.property(texts, texts, texts, (receipt, email, title) => {
      const lineItems = [{ productTitle: title }];
      const event = sampleEvent({ receipt, customer: { email }, lineItems, transactionTime: title });
      expect(typeof render(template, event)).toBe('string');
    }),
  );
  expect(() => render('{receipt | sha256}', sampleEvent({ receipt: 'half \ud83d' }))).not.toThrow();
});
