/** How one try of a postback ended: with a status, or without an answer. */
export type PostbackResponse =
  { readonly status: number; readonly retryAfterMs?: number } | { readonly error: string };

export type ResponseVerdict =
  | { readonly verdict: 'delivered' }
  /** `retryAfterMs` if the server asked for a pause. */
  | { readonly verdict: 'retry'; readonly retryAfterMs?: number }
  | { readonly verdict: 'refused' };

/** The whole retry policy: the first row that holds a status decides. Whatever is in no row is refused. */
const TABLE: readonly {
  readonly from: number;
  readonly to: number;
  readonly verdict: 'delivered' | 'retry';
}[] = [
  { from: 200, to: 299, verdict: 'delivered' },
  /** Request Timeout, Too Early, Too Many Requests: the request was fine, the moment was not. */
  { from: 408, to: 408, verdict: 'retry' },
  { from: 425, to: 425, verdict: 'retry' },
  { from: 429, to: 429, verdict: 'retry' },
  { from: 500, to: 599, verdict: 'retry' },
];

/**
 * What the end of a try means. No answer at all is worth a retry, whatever the error; a redirect or another 4xx is
 * refused, for the same request would get the same answer.
 */
export function classifyResponse(response: PostbackResponse): ResponseVerdict {
  if ('error' in response) return { verdict: 'retry' };
  const { status, retryAfterMs = 0 } = response;
  const row = TABLE.find(({ from, to }) => status >= from && status <= to);
  if (row === undefined) return { verdict: 'refused' };
  // "Retry-After: 0" asks for nothing; passing it on would replace our own pause by none.
  return row.verdict === 'retry' && retryAfterMs > 0
    ? { verdict: 'retry', retryAfterMs }
    : { verdict: row.verdict };
}
