import { Alert, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ConnectionRole } from '@ins-relay/contracts';
import type { ConnectionDetail, PixelSnippets } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { CopyValue } from '../shared/copy-value.js';
import { PageState } from '../shared/page-state.js';
import { toConnectionPath } from './use-connection.js';

/** The order-form pixel, for either side. */
export function PixelPanel({ detail: { line } }: { detail: ConnectionDetail }): ReactNode {
  const [role, setRole] = useState<ConnectionRole>(line.role);
  const snippets = useAnswer<PixelSnippets>(`${toConnectionPath(line.id)}/pixel?role=${role}`);
  return (
    <Stack>
      <div>
        <Title order={3} size="h5">
          Order-form pixel
        </Title>
        <Text size="sm" c="dimmed">
          Tells RedTrack that somebody opened the order form (InitiateCheckout).
        </Text>
      </div>
      <SegmentedControl
        aria-label="Whose account"
        w="fit-content"
        data={[
          { value: 'AFFILIATE', label: 'Affiliate' },
          { value: 'VENDOR', label: 'Seller' },
        ]}
        value={role}
        onChange={(value) => setRole(value)}
      />
      {snippets.data === undefined ? (
        <PageState query={snippets} rows={3} />
      ) : (
        <Snippets snippets={snippets.data} />
      )}
    </Stack>
  );
}

function Snippets({
  snippets: { direct, orderForm, recommended, s2s, tag, where },
}: {
  snippets: PixelSnippets;
}): ReactNode {
  const isDirect = recommended === 'direct';
  return (
    <>
      <Text size="sm">Paste it in {where}</Text>
      <CopyValue label={`${isDirect ? 'Recommended: directly' : 'Directly'} to RedTrack`} value={direct} />
      <CopyValue
        label={`${isDirect ? 'Through' : 'Recommended: through'} INS Relay (give InitiateCheckout a conversion type for it)`}
        value={orderForm}
      />
      <CopyValue label="For a page of your own: replace CLICKID" value={tag} />
      {s2s === undefined ? null : (
        <CopyValue label="For ClickBank’s S2S postbacks (it holds a key: keep it to yourself)" value={s2s} />
      )}
      <Alert color="gray">The pixel sets no cookies, and each click counts once in half an hour.</Alert>
    </>
  );
}
