const counts = new Intl.NumberFormat('en');
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `12,345`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A share of 1 as `98.4 %`; only all is `100 %`, so that one failure among many is not rounded away. */
export function formatShare(share: number): string {
  if (share >= 1) return '100 %';
  const tenths = Math.floor(share * 1_000) / 10;
  return `${tenths.toFixed(tenths < 10 || tenths >= 90 ? 1 : 0)} %`;
}

/** `1.4 MB`, in steps of 1,024. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_024 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
