/** Where to go after signing in: a path of this console, never another site. */
export function toLocalPath(wanted: string | null): string {
  if (wanted === null || !wanted.startsWith('/') || /^\/[/\\]/.test(wanted)) return '/';
  return wanted;
}
