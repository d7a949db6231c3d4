import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/**
 * What stands where an answer is not there: a skeleton while it loads, or what went wrong and a button to try again.
 * Nothing once it is there.
 */
export function PageState({ query, rows = 4 }: { query: UseQueryResult<unknown>; rows?: number }): ReactNode {
  if (query.isError && query.data === undefined) {
    return <FailedState message={query.error.message} onRetry={() => void query.refetch()} />;
  }
  if (query.data !== undefined) return null;
  return (
    <Stack gap="sm" role="status" aria-label="Loading" aria-busy="true">
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={34} radius="sm" />
      ))}
    </Stack>
  );
}

export function FailedState({ message, onRetry }: { message: string; onRetry: () => void }): ReactNode {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="That did not work" role="alert">
      <Group justify="space-between">
        <span>{message}</span>
        <Button size="xs" variant="light" color="red" onClick={onRetry}>
          Try again
        </Button>
      </Group>
    </Alert>
  );
}
