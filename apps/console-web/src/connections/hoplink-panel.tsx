import { Alert, Button, Checkbox, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ConnectionDetail, HoplinkRequest, HoplinkResult } from '@ins-relay/console-contract';
import { useChange } from '../api/use-change.js';
import { CopyValue } from '../shared/copy-value.js';
import { toConnectionPath } from './use-connection.js';

/** Puts RedTrack's click id into a hoplink. */
export function HoplinkPanel({ detail: { line } }: { detail: ConnectionDetail }): ReactNode {
  const [hoplink, setHoplink] = useState('');
  const [withExtclid, setWithExtclid] = useState(false);
  const build = useChange<HoplinkResult, HoplinkRequest>(`${toConnectionPath(line.id)}/hoplink`);
  const result = build.data;
  return (
    <Stack>
      <div>
        <Title order={3} size="h5">
          Hoplink
        </Title>
        <Text size="sm" c="dimmed">
          The link of your offer in RedTrack. Its <code>tid</code> has to carry the click id, or no sale can
          be attributed.
        </Text>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          build.mutate({ hoplink: hoplink.trim(), withExtclid });
        }}
      >
        <Stack gap="xs">
          <TextInput
            label="Hoplink as ClickBank gives it"
            placeholder={`https://hop.clickbank.net/?affiliate=${line.role === 'AFFILIATE' ? line.account : 'affiliate'}&vendor=${line.role === 'VENDOR' ? line.account : 'vendor'}`}
            value={hoplink}
            onChange={(event) => setHoplink(event.currentTarget.value)}
            error={result?.ok === false ? `${result.problem} – ${result.fix}` : build.error?.message}
            required
          />
          <Checkbox
            label="Add extclid too (INS 8.0 hands it on in full length)"
            checked={withExtclid}
            onChange={(event) => setWithExtclid(event.currentTarget.checked)}
          />
          <Group>
            <Button type="submit" variant="light" loading={build.isPending}>
              Build
            </Button>
          </Group>
        </Stack>
      </form>
      {result?.ok === true ? (
        <>
          <CopyValue label="For RedTrack" value={result.url} />
          <List size="sm">
            {result.changes.map((change) => (
              <List.Item key={change}>{change}</List.Item>
            ))}
          </List>
          {result.warnings.map((warning) => (
            <Alert key={warning} color="orange">
              {warning}
            </Alert>
          ))}
        </>
      ) : null}
    </Stack>
  );
}
