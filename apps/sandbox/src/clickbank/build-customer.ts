import type { JsonObject } from './merge-json.js';

const NO_CONTACT = { address: {} };

/**
 * The buyer: made up from the receipt for a vendor; an affiliate is told nothing; a TEST has ClickBank's own test
 * person.
 */
export function buildCustomer(
  role: 'VENDOR' | 'AFFILIATE',
  isTest: boolean,
  receipt: string | undefined,
): JsonObject {
  if (role === 'AFFILIATE') return { shipping: NO_CONTACT, billing: NO_CONTACT };
  const person = isTest
    ? { firstName: 'Test', lastName: 'User', fullName: 'Test User', email: 'testuser@somesite.com' }
    : {
        firstName: 'Ann',
        lastName: 'Buyer',
        fullName: 'Ann Buyer',
        phoneNumber: '+15555550100',
        email: `buyer.${(receipt ?? 'unknown').toLowerCase()}@example.test`,
      };
  if (isTest) return { shipping: { ...person, ...NO_CONTACT }, billing: { ...person, ...NO_CONTACT } };
  const region = { state: 'AZ', postalCode: '85050', country: 'US' };
  return {
    shipping: {
      ...person,
      address: { address1: '12 Test Lane', city: 'Phoenix', county: 'MARICOPA', ...region },
    },
    billing: { ...person, address: region },
  };
}
