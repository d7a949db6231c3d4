/** How one try of a postback ended: with a status, or without an answer. */
export type PostbackResponse = { readonly status: number; readonly retryAfterMs?: number } | { readonly error: string };

export type ResponseVerdict =
  | { readonly verdict: 'delivered' }
  /** `retryAfterMs` if the server said when. */
  | { readonly verdict: 'retry'; readonly retryAfterMs?: number }
  | { readonly verdict: 'refused' };

/** Statuses below 500 that a later try may change. */
const WORTH_A_RETRY: readonly number[] = [408, 425, 429];

/**
 * The table: 2xx is delivered; 408, 425, 429, 5xx and no answer are worth a retry; everything else, redirects
 * included, is refused, for the same request would get the same answer.
 */
export function classifyResponse(response: PostbackResponse): ResponseVerdict {
  if ('error' in response) return { verdict: 'retry' };
  const { status, retryAfterMs } = response;
  if (status >= 200 && status < 300) return { verdict: 'delivered' };
  if (status >= 500 || WORTH_A_RETRY.includes(status)) {
    return { verdict: 'retry', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  return { verdict: 'refused' };
}
