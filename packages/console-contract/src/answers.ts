/** How every call that was not done is answered, beside its HTTP status. */
export interface ApiError {
  /** For people. */
  readonly message: string;
  /** Places in what was sent, where it is that which is wrong (status 422). */
  readonly problems?: readonly Problem[];
}

/** Something that is wrong with what a person wrote, or looks it. */
export interface Problem {
  /** Within what was sent: `clickbank.account`, `rules[0].when`; empty where all of it is meant. */
  readonly path: string;
  readonly problem: string;
  readonly fix: string;
}
