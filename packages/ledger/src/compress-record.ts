import { deflateRawSync, inflateRawSync } from 'node:zlib';

const FORMAT = 1;

/**
 * What notifications have in common, the most frequent last, as deflate likes it. It halves the size of a
 * record. Changing it needs a new format number: stored records need the dictionary they were written with.
 */
const DICTIONARY = Buffer.from(
  '"jvPayout":"nextPaymentDate":"paymentPlan":{"rebillStatus":"ACTIVE","rebillFrequency":"MONTHLY","rebillAmount":' +
    '"paymentsProcessed":"paymentsRemaining":"affiliateTrackingParameters":{"extclid":"affSub1":"uniqueAffSub1":' +
    '"commonTrackingParameters":{"deviceType":"Desktop","country":"US","os":"Windows NT","city":"clickTimestamp":' +
    '"useragent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 ' +
    'Safari/537.36","browser":"Chrome","browserVersion":"state":"vendorVariables":{"cbitems":"aff_sub1":"campaign":' +
    '"upsell":{"upsellOriginalReceipt":"upsellFlowId":"upsellSession":"upsellPath":"upsellFlowName":' +
    '"trackingCodes":["hopfeed":{"declinedConsent":false,"downloadUrl":"https://"lineItemType":"UPSELL"' +
    'https:///postback?clickid=&sum=&type=Purchase&currency=USD&rdtk_event_id=-SALE-&eventid=&product=&email=&zip=' +
    '{"n":"{\\"transactionTime\\":\\"2026","receipt":"transactionType":"SALE","vendor":"affiliate":"role":"VENDOR",' +
    '"totalAccountAmount":"paymentMethod":"VISA","totalOrderAmount":"totalTaxAmount":0.00,"totalShippingAmount":0.00,' +
    '"currency":"USD","orderLanguage":"EN","lineItems":[{"itemNo":"productTitle":"shippable":false,"recurring":false,' +
    '"accountAmount":"quantity":1,"lineItemType":"ORIGINAL","productPrice":"productDiscount":0.00,"taxAmount":0.00,' +
    '"shippingAmount":0.00,"shippingLiable":false,"affiliatePayout":"customer":{"shipping":{"firstName":"lastName":' +
    '"fullName":"phoneNumber":"email":"address":{"address1":"address2":"","city":"county":"state":"postalCode":' +
    '"country":"US"}},"billing":{"firstName":"version":7.0,"attemptCount":1}',
  'utf8',
);

/**
 * Records are a few kB: a window of 8 kB and little memory make them as small as zlib's defaults do, which would
 * allocate and clear a quarter of a megabyte for each.
 */
const DEFLATE = { windowBits: 13, memLevel: 5, dictionary: DICTIONARY } as const;

/** @returns a format byte and the deflated text */
export function compressRecord(text: string): Buffer {
  return Buffer.concat([Buffer.from([FORMAT]), deflateRawSync(text, DEFLATE)]);
}

/** @throws Error if it is not what `compressRecord` made */
export function decompressRecord(bytes: Uint8Array): string {
  if (bytes[0] !== FORMAT) throw new Error('a record of an unknown format');
  return inflateRawSync(bytes.subarray(1), { dictionary: DICTIONARY }).toString('utf8');
}
