/** Receipts have 8 characters, and `-B001` behind them for rebills. */
const RECEIPT = /^[A-Z0-9]{8}(-[A-Z0-9]{1,8})?$/i;

/**
 * What somebody typed into the search: an e-mail address, a receipt, or else a click id.
 * @returns undefined for nothing
 */
export function toSearchField(
  typed: string,
): { readonly field: 'receipt' | 'clickId' | 'email'; readonly value: string } | undefined {
  const value = typed.trim();
  if (value === '') return undefined;
  if (value.includes('@')) return { field: 'email', value };
  if (RECEIPT.test(value)) return { field: 'receipt', value: value.toUpperCase() };
  return { field: 'clickId', value };
}
