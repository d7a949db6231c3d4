import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { callApi, type Method } from './call-api.js';

export interface ChangeOptions<Answer> {
  readonly method?: Exclude<Method, 'GET'>;
  /** Begins of the paths whose answers are out of date afterwards: `/api/events`. */
  readonly outdates?: readonly string[];
  readonly onDone?: (answer: Answer) => void;
}

/** Something that changes the relay: `const replay = useChange(path, …)`, then `replay.mutate(body)`. */
export function useChange<Answer, Body = void>(
  path: string | ((body: Body) => string),
  { method = 'POST', onDone, outdates = [] }: ChangeOptions<Answer> = {},
): UseMutationResult<Answer, Error, Body> {
  const client = useQueryClient();
  return useMutation<Answer, Error, Body>({
    mutationFn: (body) =>
      callApi<Answer>(typeof path === 'string' ? path : path(body), { method, body: body ?? undefined }),
    onSuccess: async (answer) => {
      onDone?.(answer);
      await Promise.all(
        outdates.map((begin) =>
          client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(begin) }),
        ),
      );
    },
  });
}
