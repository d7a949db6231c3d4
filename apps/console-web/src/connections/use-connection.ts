import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { ConnectionDetail, ConnectionDraft, DeclaredConnectionForm } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useChange } from '../api/use-change.js';

/** One connection, looked at again every so often. */
export function useConnection(
  id: string,
  refreshMs: number | ((detail: ConnectionDetail | undefined) => number | false) = 10_000,
): UseQueryResult<ConnectionDetail> {
  return useAnswer<ConnectionDetail>(toConnectionPath(id), { refreshMs });
}

/** Saves a part of a connection's settings; the rest stays as it is. */
export function useSaveConnection(
  { declared, line: { id } }: ConnectionDetail,
  onDone?: () => void,
): Omit<UseMutationResult<ConnectionDetail, Error, ConnectionDraft>, 'mutate'> & {
  save: (part: Partial<DeclaredConnectionForm>) => void;
} {
  const client = useQueryClient();
  const path = toConnectionPath(id);
  const { mutate, ...change } = useChange<ConnectionDetail, ConnectionDraft>(path, {
    method: 'PUT',
    outdates: ['/api/connections', '/api/attention'],
    onDone: (detail) => {
      client.setQueryData([path], detail);
      notifications.show({ color: 'teal', message: 'Saved. It holds for every event from now on.' });
      onDone?.();
    },
  });
  return { ...change, save: (part) => mutate({ connection: { ...declared, ...part } }) };
}

export function toConnectionPath(id: string): string {
  return `/api/connections/${encodeURIComponent(id)}`;
}
