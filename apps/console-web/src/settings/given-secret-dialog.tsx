import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyValue } from '../shared/copy-value.js';

/** A secret that is shown this one time; closing takes a deliberate press. */
export function GivenSecretDialog({
  children,
  label,
  onClose,
  secret,
  title,
}: {
  title: string;
  label: string;
  secret: string;
  children: ReactNode;
  onClose: () => void;
}): ReactNode {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <CopyValue label={label} value={secret} />
        <Text size="sm">{children} It is not shown again.</Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
