import { Alert, Group, Modal, Stack, Text, TextInput, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type ReactNode } from 'react';
import type { ClickIdAssignment, EventAction, EventDetail, Reason } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { useRoleHint } from '../api/use-session.js';
import { ConfirmDialog } from '../shared/confirm-dialog.js';
import { GuardedButton } from '../shared/guarded-button.js';

interface Asked {
  readonly path: string;
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly isDangerous?: boolean;
  readonly asksReason: boolean;
}

const ASKED: Readonly<Record<Exclude<EventAction, 'assignClickId'>, Asked>> = {
  replay: {
    path: 'replay',
    label: 'Replay',
    title: 'Replay this event?',
    text: 'It is matched and sent again with the settings of now. It keeps its rdtk_event_id, so RedTrack drops what it has already counted.',
    asksReason: true,
  },
  approve: {
    path: 'approve',
    label: 'Approve',
    title: 'Let this event go?',
    text: 'It is sent, and no rule holds it any more.',
    asksReason: false,
  },
  ignore: {
    path: 'ignore',
    label: 'Ignore',
    title: 'Ignore this event?',
    text: 'It is settled without being sent. A replay takes it up again.',
    asksReason: true,
  },
  forceResend: {
    path: 'force-resend',
    label: 'Force resend',
    title: 'Send it as if it were new?',
    text: 'It gets a new rdtk_event_id. If RedTrack has counted it already, RedTrack counts it TWICE. Use this only where you deleted the conversion in RedTrack.',
    isDangerous: true,
    asksReason: true,
  },
};
const OUTDATED = ['/api/events', '/api/attention', '/api/overview'];

/** What an operator can do with an event; a button that can't be pressed says why. */
export function EventActions({ event }: { event: EventDetail }): ReactNode {
  const [open, setOpen] = useState<EventAction>();
  const roleHint = useRoleHint('operator');
  const close = () => setOpen(undefined);
  const hintOf = (action: EventAction) => {
    const state = event.actions[action];
    return roleHint ?? (state.can ? undefined : state.why);
  };
  return (
    <Group gap="xs">
      {(['approve', 'replay', 'assignClickId', 'ignore', 'forceResend'] as const).map((action) =>
        action === 'approve' && !event.actions.approve.can ? null : (
          <GuardedButton
            key={action}
            size="xs"
            variant={action === 'forceResend' ? 'outline' : 'light'}
            color={action === 'forceResend' ? 'red' : undefined}
            hint={hintOf(action)}
            onClick={() => setOpen(action)}
          >
            {action === 'assignClickId' ? 'Assign click id' : ASKED[action].label}
          </GuardedButton>
        ),
      )}
      {open === undefined ? null : open === 'assignClickId' ? (
        <AssignDialog event={event} onClose={close} />
      ) : (
        <AskDialog event={event} asked={ASKED[open]} onClose={close} />
      )}
    </Group>
  );
}

function AskDialog({
  asked,
  event,
  onClose,
}: {
  event: EventDetail;
  asked: Asked;
  onClose: () => void;
}): ReactNode {
  const change = useChange<EventDetail, Reason | undefined>(`/api/events/${event.eventId}/${asked.path}`, {
    outdates: OUTDATED,
    onDone: () => {
      notifications.show({
        color: 'teal',
        message: `${asked.label}: done. Its timeline shows what happens.`,
      });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      title={asked.title}
      verb={asked.label}
      isDangerous={asked.isDangerous}
      asksReason={asked.asksReason}
      isBusy={change.isPending}
      error={change.error?.message}
      onConfirm={(reason) => change.mutate(asked.asksReason ? { reason } : undefined)}
      onClose={onClose}
    >
      <Text size="sm">{asked.text}</Text>
    </ConfirmDialog>
  );
}

function AssignDialog({ event, onClose }: { event: EventDetail; onClose: () => void }): ReactNode {
  const [clickId, setClickId] = useState(event.assignedClickId ?? '');
  const assign = useChange<EventDetail, ClickIdAssignment>(`/api/events/${event.eventId}/assign-click-id`, {
    outdates: OUTDATED,
    onDone: () => {
      notifications.show({ color: 'teal', message: 'The click id is assigned; the event goes out with it.' });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Assign a click id" centered>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          assign.mutate({ clickId });
        }}
      >
        <Stack>
          <Text size="sm">
            The event is sent with it. Rebills, upsells and refunds of the same receipt inherit it, those that
            were given up too.
          </Text>
          <TextInput
            label="Click id"
            description="RedTrack’s, from the click log."
            value={clickId}
            onChange={(change) => setClickId(change.currentTarget.value)}
            required
            data-autofocus
          />
          {assign.isError ? (
            <Alert color="red" role="alert">
              {assign.error.message}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={assign.isPending}>
              Assign and send
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
