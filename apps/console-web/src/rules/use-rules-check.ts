import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CheckedDraft, DeclaredRuleForm } from '@ins-relay/console-contract';
import { callApi } from '../api/call-api.js';

const PAUSE_MS = 350;

/** What the API says of the rules while they are typed. */
export function useRulesCheck(
  connectionId: string,
  rules: readonly DeclaredRuleForm[],
): { checked: CheckedDraft | undefined; isChecking: boolean; error: Error | null } {
  const [settled] = useDebouncedValue(JSON.stringify(rules), PAUSE_MS);
  const path = `/api/connections/${encodeURIComponent(connectionId)}/rules/check`;
  const { data, error, isFetching } = useQuery({
    queryKey: [path, settled],
    queryFn: ({ signal }) =>
      callApi<CheckedDraft>(path, {
        method: 'POST',
        body: { rules: JSON.parse(settled) as unknown },
        signal,
      }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  return { checked: data, isChecking: isFetching || settled !== JSON.stringify(rules), error };
}
