import { keepPreviousData, useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { callApi } from './call-api.js';

export interface AnswerOptions<T> {
  /** Asked again so often while the tab is visible; false: not. */
  readonly refreshMs?: number | false | ((answer: T | undefined) => number | false);
  readonly enabled?: boolean;
  /** The answer to the question before stays on screen until the new one is there. */
  readonly keepsPrevious?: boolean;
}

/** The answer to `GET path`, cached under the path. */
export function useAnswer<T>(
  path: string,
  { enabled = true, keepsPrevious = false, refreshMs = false }: AnswerOptions<T> = {},
): UseQueryResult<T> {
  const options: UseQueryOptions<T> = {
    queryKey: [path],
    queryFn: ({ signal }) => callApi<T>(path, { signal }),
    enabled,
    refetchInterval: typeof refreshMs === 'function' ? (query) => refreshMs(query.state.data) : refreshMs,
  };
  return useQuery<T>(keepsPrevious ? { ...options, placeholderData: keepPreviousData } : options);
}
