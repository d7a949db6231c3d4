/** 24 hex characters, in any case: the form of RedTrack's click ids, as far as is known. For warning only. */
export function looksLikeClickId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text);
}
