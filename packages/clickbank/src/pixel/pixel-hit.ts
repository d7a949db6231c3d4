/** One call of the pixel as it is kept. */
export interface PixelHit {
  /** Of the query: those that are known, and some that are not. */
  readonly parameters: Readonly<Record<string, string>>;
  /** ISO 8601 in UTC; pixels do not tell the time. */
  readonly receivedAt: string;
}
