const TOO_MANY = 429;

/** `2xx`, `3xx`, `429`, `4xx`, `5xx`, or `none` where no answer came. Pure. */
export function toAttemptClass({ status }: { readonly status?: number }): string {
  if (status === undefined) return 'none';
  return status === TOO_MANY ? '429' : `${Math.floor(status / 100)}xx`;
}
