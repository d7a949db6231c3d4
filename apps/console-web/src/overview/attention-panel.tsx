import {
  Anchor,
  Button,
  Collapse,
  Divider,
  Group,
  Paper,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Fragment, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { AttentionList } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { useVocabulary } from '../api/use-vocabulary.js';
import { FailedState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { describeAttention, type AttentionText } from './attention-text.js';

const REFRESH_MS = 15_000;
const SHOWN_AT_FIRST = 4;

/** What somebody should look at, most urgent first; each is one click from its events. */
export function AttentionPanel(): ReactNode {
  const list = useAnswer<AttentionList>('/api/attention', { refreshMs: REFRESH_MS });
  const meanings = useVocabulary()?.causes ?? {};
  const [showsAll, setShowsAll] = useState(false);
  if (list.isError && list.data === undefined) {
    return <FailedState message={list.error.message} onRetry={() => void list.refetch()} />;
  }
  if (list.data === undefined) return null;
  const items = list.data.items.map((item) => describeAttention(item, meanings));
  const rest = items.slice(SHOWN_AT_FIRST);
  return (
    <Paper withBorder component="section" aria-labelledby="attention">
      <Group px="md" py="xs" gap="xs">
        <Title order={3} size="h5" id="attention">
          Needs attention
        </Title>
        {items.length === 0 ? null : (
          <Text size="sm" c="dimmed">
            {items.length}
          </Text>
        )}
      </Group>
      <Divider />
      {items.length === 0 ? (
        <Group px="md" py="sm" gap="xs">
          <IconCircleCheck size={18} color="var(--mantine-color-teal-6)" aria-hidden />
          <Text size="sm">Nothing. Everything that came in went where it should.</Text>
        </Group>
      ) : (
        <>
          <Rows items={items.slice(0, SHOWN_AT_FIRST)} />
          <Collapse expanded={showsAll}>
            {rest.length === 0 ? null : <Divider />}
            <Rows items={rest} />
          </Collapse>
          {rest.length === 0 ? null : (
            <>
              <Divider />
              <Anchor component="button" size="sm" px="md" py="xs" onClick={() => setShowsAll(!showsAll)}>
                {showsAll ? 'Show fewer' : `Show ${rest.length} more`}
              </Anchor>
            </>
          )}
        </>
      )}
    </Paper>
  );
}

function Rows({ items }: { items: readonly AttentionText[] }): ReactNode {
  return (
    <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {items.map((item, i) => (
        <Fragment key={item.key}>
          {i === 0 ? null : <Divider component="li" role="presentation" />}
          <Row item={item} />
        </Fragment>
      ))}
    </Stack>
  );
}

function Row({ item: { atMs, text, title, to, tone, verb } }: { item: AttentionText }): ReactNode {
  return (
    <Group component="li" px="md" py="xs" wrap="nowrap" align="flex-start">
      <ThemeIcon variant="light" size="sm" mt={2} color={tone === 'bad' ? 'red' : 'orange'}>
        <IconAlertTriangle size={14} aria-hidden />
      </ThemeIcon>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {text}{' '}
          {atMs === undefined ? null : (
            <>
              · <RelativeTime atMs={atMs} />
            </>
          )}
        </Text>
      </div>
      <Button
        component={Link}
        to={to}
        size="compact-sm"
        variant="light"
        style={{ flexShrink: 0 }}
        aria-label={`${verb}: ${title}`}
      >
        {verb}
      </Button>
    </Group>
  );
}
