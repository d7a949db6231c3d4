import { Anchor, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export function NotFoundPage(): ReactNode {
  return (
    <Stack py="xl" align="flex-start">
      <Title order={2}>There is no such page</Title>
      <Text>The address may be mistyped, or of another release.</Text>
      <Anchor component={Link} to="/">
        To the overview
      </Anchor>
    </Stack>
  );
}
