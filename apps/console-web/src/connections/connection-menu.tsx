import { ActionIcon, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { ConnectionDetail, EnabledChange } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { ConfirmDialog } from '../shared/confirm-dialog.js';
import { toConnectionPath } from './use-connection.js';

const OUTDATED = ['/api/connections', '/api/attention'];

/** Pause, export, remove. */
export function ConnectionMenu({ detail: { line } }: { detail: ConnectionDetail }): ReactNode {
  const { enabled, id, name } = line;
  const navigate = useNavigate();
  const [asks, setAsks] = useState<'pause' | 'remove'>();
  const roleHint = useRoleHint('operator');
  const path = toConnectionPath(id);
  const close = () => setAsks(undefined);
  const setEnabled = useChange<ConnectionDetail, EnabledChange>(`${path}/enabled`, {
    method: 'PUT',
    outdates: OUTDATED,
    onDone: () => {
      notifications.show({ color: 'teal', message: enabled ? `${name} is paused.` : `${name} goes on.` });
      close();
    },
  });
  const remove = useChange(path, {
    method: 'DELETE',
    outdates: OUTDATED,
    onDone: () => void navigate('/connections'),
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={`More for ${name}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={`${path}/export`} download={`${id}.yaml`}>
            Export as YAML
          </Menu.Item>
          <Menu.Item disabled={roleHint !== undefined} onClick={() => setAsks('pause')}>
            {enabled ? 'Pause …' : 'Resume …'}
          </Menu.Item>
          <Menu.Item color="red" disabled={roleHint !== undefined} onClick={() => setAsks('remove')}>
            Remove …
          </Menu.Item>
          {roleHint === undefined ? null : <Menu.Label>{roleHint}</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={asks === 'pause'}
        title={enabled ? `Pause ${name}?` : `Resume ${name}?`}
        verb={enabled ? 'Pause' : 'Resume'}
        isBusy={setEnabled.isPending}
        error={setEnabled.error?.message}
        onConfirm={() => setEnabled.mutate({ enabled: !enabled })}
        onClose={close}
      >
        <Text size="sm">
          {enabled
            ? 'ClickBank is still answered and nothing is lost; its events are held until you resume it.'
            : 'What was held meanwhile goes out now.'}
        </Text>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asks === 'remove'}
        title={`Remove ${name}?`}
        verb="Remove"
        isDangerous
        isBusy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate()}
        onClose={close}
      >
        <Text size="sm">
          Its INS URL stops working: ClickBank’s calls are refused from now on. Events that were received stay
          readable. Export it as YAML first if you may want it back.
        </Text>
      </ConfirmDialog>
    </>
  );
}
