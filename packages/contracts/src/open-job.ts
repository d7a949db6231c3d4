/** The fields of payloads that are sealed. */
export type SealedField = 'sealedNotification' | 'sealedUrl';

/** A job outside the queue, where nothing of it is sealed. */
export type OpenJob<T> = Omit<T, SealedField> & {
  /** The notification's JSON, or the URL of the postback; undefined where it could not be unsealed. */
  readonly text: string | undefined;
};
