import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** What the button says: the verb. */
  readonly verb: string;
  readonly isDangerous?: boolean;
  /** Asks for a reason, which must be given. */
  readonly asksReason?: boolean;
  readonly isBusy?: boolean;
  readonly error?: string;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks before something that can't be taken back, or that others want to understand later. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { asksReason = false, isBusy, isDangerous = false, isOpen, onClose, onConfirm, title, verb } = props;
  const [reason, setReason] = useState('');
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} centered>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm(reason.trim());
        }}
      >
        <Stack>
          <div>{props.children}</div>
          {asksReason ? (
            <Textarea
              label="Reason"
              description="Shown in the timeline and in the audit log."
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              required
              maxLength={200}
              autosize
              minRows={2}
              data-autofocus
            />
          ) : null}
          {props.error === undefined ? null : (
            <Alert color="red" role="alert">
              {props.error}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              color={isDangerous ? 'red' : undefined}
              loading={isBusy}
              disabled={asksReason && reason.trim() === ''}
            >
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
