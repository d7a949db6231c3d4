import { maskNotification } from './mask-notification.js';

test('a masked notification keeps its keys and shows nothing of the customer', () => {
  const masked = maskNotification({
    receipt: 'CWOGBZLN',
    customer: { billing: { email: 'a@b.test', address: { city: '' } } },
    vendorVariables: { email: 'a@b.test' },
    commonTrackingParameters: { useragent: 'x', country: 'US' },
    lineItems: [{ itemNo: '1' }],
  });
  expect(masked).toEqual({
    receipt: 'CWOGBZLN',
    customer: { billing: { email: '••••', address: { city: '' } } },
    vendorVariables: { email: '••••' },
    commonTrackingParameters: { useragent: '••••', country: 'US' },
    lineItems: [{ itemNo: '1' }],
  });
});
