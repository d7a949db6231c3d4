/**
 * Whether a text has the form of RedTrack's click ids: 24 hex characters, in any case. For warning only: RedTrack
 * publishes no promise that they stay like that.
 */
export function looksLikeClickId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text);
}
