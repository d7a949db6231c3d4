import { Alert, Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRouteError } from 'react-router';

/** A page that broke; after an upgrade a part of the old page may be gone. */
export function ErrorPage(): ReactNode {
  const error = useRouteError();
  return (
    <Alert color="red" title="This page could not be shown" my="xl">
      <Stack align="flex-start">
        <span>
          {error instanceof Error ? error.message : 'Something unforeseen happened.'} If the relay was
          upgraded a moment ago, loading the page again helps.
        </span>
        <Button onClick={() => window.location.reload()}>Load again</Button>
      </Stack>
    </Alert>
  );
}
