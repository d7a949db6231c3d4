import type { Vocabulary } from '@ins-relay/console-contract';
import { useQuery } from '@tanstack/react-query';
import { callApi } from './call-api.js';

/** The relay's words and their meanings; asked once. */
export function useVocabulary(): Vocabulary | undefined {
  const path = '/api/vocabulary';
  return useQuery({ queryKey: [path], queryFn: () => callApi<Vocabulary>(path), staleTime: Infinity }).data;
}
