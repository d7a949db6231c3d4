import type { ApiError, Problem } from '@ins-relay/console-contract';

/** A call that was not done; `message` can be shown as it is. */
export class CallError extends Error {
  constructor(
    /** 0: the API did not answer at all. */
    readonly status: number,
    message: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
    this.name = 'CallError';
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Calls the console's API.
 * @param path such as `/api/events`, with its query
 * @returns the answer; undefined for 204
 * @throws CallError
 */
export async function callApi<T>(
  path: string,
  { method = 'GET', body, signal }: { method?: Method; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, {
    method,
    signal,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new CallError(0, 'The relay can’t be reached. Is it running, and are you online?');
  });
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  if (response.ok) return (isJson(response) ? JSON.parse(text) : text) as T;
  throw toError(response, text);
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('json') ?? false;
}

function toError(response: Response, text: string): CallError {
  const unknown = `The relay answered ${response.status}.`;
  if (!isJson(response)) return new CallError(response.status, unknown);
  try {
    const { message = unknown, problems } = JSON.parse(text) as Partial<ApiError>;
    return new CallError(response.status, message, problems);
  } catch {
    return new CallError(response.status, unknown);
  }
}
