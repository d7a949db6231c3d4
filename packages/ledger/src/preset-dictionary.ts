/** The shapes that `splitJson` makes of notifications: `""` for a text, `#` for a number. The usual ones come last. */
const LEGACY =
  '{"ccustfullname":"","ccustfirstname":"","ccustlastname":"","ccuststate":"","ccustzip":"","ccustcc":"",' +
  '"ccustaddr1":"","ccustaddr2":"","ccustcity":"","ccustcounty":"","ccustshippingstate":"",' +
  '"ccustshippingzip":"","ccustshippingcountry":"","ccustemail":"","cproditem":"","cprodtitle":"",' +
  '"cprodtype":"","ctransaction":"","ctransaffiliate":"","caccountamount":"","corderamount":"",' +
  '"ctranspaymentmethod":"","ccurrency":"","ctransvendor":"","ctransreceipt":"","ctransrole":"",' +
  '"cupsellreceipt":"","crebillamnt":"","cprocessedpayments":"","cfuturepayments":"","cnextpaymentdate":"",' +
  '"crebillstatus":"","ctid":"","cvendthru":"","cverify":"","ctranstime":"","cnoticeversion":"",' +
  '"corderlanguage":"","crebillfrequency":"","cbf":"","cbfid":"","cbfpath":"","cshippingamount":"",' +
  '"ctaxamount":""}';

const PIXEL = '{"parameters":{"type":"","clickid":""},"receivedAt":""}';

const PERSON_7 = '"firstName":"","lastName":"","fullName":"","phoneNumber":"","email":"","address":{';
const INS_6_AND_7 =
  '"version":#,"attemptCount":#,"vendorVariables":{"declinedConsent":false,"hopfeed":{' +
  '{"transactionTime":"","receipt":"","transactionType":"","vendor":"","affiliate":"","role":"",' +
  '"totalAccountAmount":#,"paymentMethod":"","totalOrderAmount":#,"totalTaxAmount":#,"totalShippingAmount":#,' +
  '"currency":"","orderLanguage":"","trackingCodes":[""],"lineItems":[{"itemNo":"","productTitle":"",' +
  '"shippable":true,"recurring":false,"accountAmount":#,"quantity":#,"downloadUrl":"","lineItemType":"",' +
  '"paymentPlan":{"rebillStatus":"","rebillFrequency":"","rebillAmount":#,"paymentsProcessed":#,' +
  '"paymentsRemaining":#,"nextPaymentDate":""}}],"customer":{"shipping":{"address":{}},"billing":{"address":{}}},' +
  '{"itemNo":"","productTitle":"","shippable":false,"recurring":true,"accountAmount":#,"quantity":#,' +
  '"downloadUrl":"","lineItemType":"","productPrice":#,"productDiscount":#,"taxAmount":#,"shippingAmount":#,' +
  '"shippingLiable":true,"paymentPlan":{' +
  '"currency":"","lineItems":[{"itemNo":"","productTitle":"","shippable":false,"recurring":false,' +
  '"accountAmount":#,"quantity":#,"downloadUrl":"","lineItemType":"","productPrice":#,"productDiscount":#,' +
  '"taxAmount":#,"shippingAmount":#,"shippingLiable":false,"affiliatePayout":#}],' +
  `"customer":{"shipping":{${PERSON_7}"address1":"","address2":"","city":"","county":"","state":"",` +
  `"postalCode":"","country":""}},"billing":{${PERSON_7}"state":"","postalCode":"","country":""}}},` +
  '"upsell":{"upsellOriginalReceipt":"","upsellFlowId":#,"upsellSession":"","upsellPath":"","upsellFlowName":""},' +
  '"version":#,"attemptCount":#,"vendorVariables":{';

const PERSON_8 = '"email":"","firstName":"","fullName":"","lastName":"","phoneNumber":""';
const LINE_ITEM_8 =
  '{"accountAmount":#,"affiliatePayout":#,"downloadUrl":"","itemNo":"","lineItemType":"","productDiscount":#,' +
  '"productPrice":#,"productTitle":"","quantity":#,"recurring":false,"shippable":';
/** Its keys are in the order of the alphabet, but those of what varies in the order of Java's hash maps. */
const INS_8 =
  '"affiliateTrackingParameters":{"offer":"","trafficType":"","trafficSource":"","campaign":"","adgroup":"",' +
  '"ad":"","creative":"","extclid":"","fbclid":"","affSub1":"","affSub2":"","uniqueAffSub1":""},"attemptCount":#,' +
  '"customer":{"shipping":{"address":{}},"billing":{"address":{}}},"lineItems":[{"accountAmount":#,' +
  '"downloadUrl":"","itemNo":"","lineItemType":"","paymentPlan":{"nextPaymentDate":"","paymentsProcessed":#,' +
  '"paymentsRemaining":#,"rebillAmount":#,"rebillFrequency":"","rebillStatus":""},"productDiscount":#,' +
  '"productPrice":#,"productTitle":"","quantity":#,"recurring":true,"shippable":true,"shippingAmount":#,' +
  '"shippingLiable":true,"taxAmount":#},' +
  `${LINE_ITEM_8}true,"shippingAmount":#,"shippingLiable":false,"taxAmount":#},` +
  '"totalAccountAmount":#,"trackingCodes":[""],"transactionTime":"","transactionType":"","vendor":"","version":#}' +
  '"upsellSession":"","upsellPath":"","fbclid":"","extclid":"","gclid":"","cbskin":"","tid":"","vtid":"","aff_sub4":"",' +
  '{"affiliate":"","attemptCount":#,"commonTrackingParameters":{"deviceType":"","country":"","trackingType":"",' +
  '"os":"","city":"","useragent":"","clickTimestamp":"","clickId":"","osVersion":"","browser":"",' +
  '"browserVersion":"","deviceModel":"","state":"","deviceBrand":"","browserLang":""},"currency":"",' +
  '"customer":{"shipping":{"address":{"address1":"","address2":"","city":"","country":"","county":"",' +
  `"postalCode":"","state":""},${PERSON_8}},"billing":{"address":{"country":"","postalCode":"","state":""},` +
  `${PERSON_8}}},"lineItems":[${LINE_ITEM_8}false,"shippingAmount":#,"shippingLiable":false,"taxAmount":#}],` +
  '"orderLanguage":"","paymentMethod":"","receipt":"","role":"","totalAccountAmount":#,"totalOrderAmount":#,' +
  '"totalShippingAmount":#,"totalTaxAmount":#,"trackingCodes":[""],"transactionTime":"","transactionType":"",' +
  '"upsell":{"upsellFlowId":#,"upsellFlowName":"","upsellOriginalReceipt":"","upsellSession":""},"vendor":"",' +
  '"vendorVariables":{"cbitems":"","template":"","ad":"","aff_sub1":"","cbfid":"","traffic_type":"",' +
  '"traffic_source":"","creative":"","offer":"","campaign":"","aff_sub2":"","aff_sub3":"","adgroup":""},"version":#}';

/** The values, in the order in which they come, each on a line. */
const VALUES =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0\n' +
  'Mozilla/5.0 (Linux; Android 15; SM-S928U Build/AP3A.240905.015.A2; wv) AppleWebKit/537.36 (KHTML, like Gecko) ' +
  'Version/4.0 Chrome/138.0.7204.63 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/520.0.0.44.99;]\n' +
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ' +
  '[FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/756351453;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.5;FBSS/3;FBLC/en_US]\n' +
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36\n' +
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36\n' +
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 ' +
  'Mobile/15E148 Safari/604.1\n' +
  '\n1\nTablet\nUS\nhoplink\nMac OS X\n10.15.7\nEdge\n138\nApple Macintosh\nApple\nen\nUSD\n' +
  'Facebook\nInstagram\nFirefox\nSamsung Internet\nSamsung\nPennsylvania\nIllinois\nOhio\nGeorgia\nNorth Carolina\n' +
  'Michigan\nNew York\nFlorida\nTexas\nCalifornia\nLOS ANGELES\nMX\nDE\nAU\nGB\nCA\nFR\nES\n' +
  '\nDOWNSELL\nCART\nBUMP\nUPSELL\nACTIVE\nMONTHLY\nWEEKLY\nCOMPLETED\nCANCELED\nAFFILIATE\nTEST\nTEST_SALE\nCANCEL-REBILL\n' +
  'UNCANCEL-REBILL\nINSF\nCGBK\nRFND\nBILL\nDISC\nAMEX\nPYPL\nMSTR\nEUR\nGBP\nAUD\nCAD\nSTANDARD\nRECURRING\n' +
  '\nfacebook\ngoogle\nMobile\n@icloud.com\n@outlook.com\n@comcast.net\n@aol.com\n@hotmail.com\n@yahoo.com\n' +
  'VENDOR\n0.00\nVISA\n0.00\n0.00\nUSD\nEN\n1\nORIGINAL\n0.00\n0.00\n6.0\n1\n7.0\n1\n' +
  '\n1\nPhone\nUS\nhoplink\nAndroid\n10\nChrome Mobile\n138\niOS\n18.5\nMobile Safari\n18.5\niPhone\nApple\nen\nUSD\n' +
  '\n1\nDesktop\nUS\ndirect\nWindows NT\nMozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ' +
  'Chrome/138.0.0.0 Safari/537.36\n2026-\n??\nChrome\n138\nDesktop\nUnknown\nen\nUSD\n\nUS\n@gmail.com\n+1' +
  '\nhttps://www..com/?item=&cbreceipt=\n1\nORIGINAL\n0\n0.00\n1\n0.00\n0.00\nEN\nVISA\n\nVENDOR\n0.00\n0.00\n' +
  '20260-0800\n0-0700\nSALE\n8\n8.0\n';

/** `&eventid=…` are the parameters that the guide suggests. */
const URLS =
  'type=InitiateCheckout&rdtk_event_id=NORECEIPT-INITIATE-CHECKOUT-&type=Rebill&type=Refund&type=Upsell&status=Approved' +
  '&currency=USD&eventid=&product=%20&email=%40gmail.com&zip=&phone=&content_ids=&sub1=&ptoken=' +
  'https://track..com/postback?clickid=&sum=&type=Purchase&rdtk_event_id=-SALE-';

/**
 * What records have in common, for `deflatePreset`. Never change it, nor the codes beside it: stored records need
 * what they were written with. Another one needs another format.
 */
export const PRESET_DICTIONARY = Buffer.from(LEGACY + PIXEL + INS_6_AND_7 + INS_8 + VALUES + URLS, 'utf8');
