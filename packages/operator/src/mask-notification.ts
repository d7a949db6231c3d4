/** What says who a customer is; everything else of a notification may be shown. */
const PERSONAL = new Set(['customer', 'vendorVariables', 'useragent']);

/** A notification as it may be shown to anybody who may see events: customer data replaced, keys kept. */
export function maskNotification(value: unknown, isPersonal = false): unknown {
  if (Array.isArray(value)) return value.map((item) => maskNotification(item, isPersonal));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        maskNotification(item, isPersonal || PERSONAL.has(key)),
      ]),
    );
  }
  return isPersonal && value !== '' && value !== null ? '••••' : value;
}
