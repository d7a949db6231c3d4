/** What notifications of INS 6 and 7 have in common, the most frequent last, as deflate likes it. */
const FIRST =
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
  '"country":"US"}},"billing":{"firstName":"version":7.0,"attemptCount":1}';

/** INS 8 writes its keys in the order of the alphabet. Empty values stand where every notification has its own. */
const INS_8 =
  '{"affiliate":"","attemptCount":1,"commonTrackingParameters":{"deviceType":"Desktop","country":"US",' +
  '"trackingType":"direct","os":"Windows NT","city":"","useragent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like ' +
  'Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1","clickTimestamp":' +
  '"2026-","clickId":"","osVersion":"","browser":"Chrome","browserVersion":"138","deviceModel":"Desktop","state":"",' +
  '"deviceBrand":"Unknown","browserLang":"en"},"currency":"USD","customer":{"shipping":{"address":{"address1":"",' +
  '"address2":"","city":"","country":"US","county":"","postalCode":"","state":""},"email":"@gmail.com",' +
  '"firstName":"","fullName":"","lastName":"","phoneNumber":"+1"},"billing":{"address":{"country":"US",' +
  '"postalCode":"","state":""},"email":"@gmail.com","firstName":"","fullName":"","lastName":"","phoneNumber":"+1"}},' +
  '"lineItems":[{"accountAmount":0.00,"affiliatePayout":0.00,"downloadUrl":"https://?item=&cbreceipt=","itemNo":"1",' +
  '"lineItemType":"ORIGINAL","productDiscount":0.00,"productPrice":0.00,"productTitle":"","quantity":1,' +
  '"recurring":false,"shippable":true,"shippingAmount":0.00,"shippingLiable":true,"taxAmount":0.00}],' +
  '"orderLanguage":"EN","paymentMethod":"VISA","receipt":"","role":"VENDOR","totalAccountAmount":0.00,' +
  '"totalOrderAmount":0.00,"totalShippingAmount":0.00,"totalTaxAmount":0.00,"transactionTime":"2026",' +
  '"transactionType":"SALE","upsell":{"upsellFlowId":,"upsellFlowName":"","upsellOriginalReceipt":"",' +
  '"upsellSession":""},"vendor":"","vendorVariables":{"cbitems":"","cbfid":"","aff_sub1":"","aff_sub2":"",' +
  '"campaign":"","traffic_source":"","traffic_type":""},"version":8.0}';

/**
 * By the format of a record. Never change one: stored records need what
 * they were written with. A new one gets a new number.
 */
export const RECORD_DICTIONARIES: ReadonlyMap<number, Buffer> = new Map([
  [1, Buffer.from(FIRST, 'utf8')],
  [2, Buffer.from(`${FIRST}{"n":${JSON.stringify(INS_8)},"u":["https://`, 'utf8')],
  [3, Buffer.from(`${FIRST}${INS_8}\nhttps://track.`, 'utf8')],
]);
