/** Something that is wrong and that somebody should hear of. */
export interface Alert {
  /** The same while the same thing is wrong. */
  readonly key: string;
  /** One sentence; no receipts, click ids, e-mails, keys. */
  readonly text: string;
  /** The page of the console that helps, such as `/system`. */
  readonly path: string;
}
