const LONGEST = 40;

/** An id for the INS URL, proposed from what it is called: `Acme, vendor` → `acme-vendor`. */
export function toConnectionId(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}
