import { Alert, Paper, Progress, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RedisReport, RedisServerReport } from '@ins-relay/console-contract';
import { useAnswer } from '../api/use-answer.js';
import { formatBytes, formatCount } from '../shared/format-number.js';
import { formatDuration } from '../shared/format-time.js';
import { PageState } from '../shared/page-state.js';
import { RelativeTime } from '../shared/relative-time.js';
import { Fact } from './fact.js';

const REFRESH_MS = 5_000;
const FULL_SHARE = 0.8;

/** Everything that decides whether Redis keeps what it is given. */
export function RedisPanel(): ReactNode {
  const report = useAnswer<RedisReport>('/api/system/redis', { refreshMs: REFRESH_MS });
  if (report.data === undefined) return <PageState query={report} />;
  const { servers, warnings } = report.data;
  return (
    <Stack>
      {report.isError ? (
        <Alert color="orange" role="alert">
          These figures are old: {report.error.message}
        </Alert>
      ) : null}
      {warnings.length === 0 ? (
        <Alert color="teal" icon={<IconCircleCheck aria-hidden />}>
          Its settings lose nothing: they are checked every time this page is opened.
        </Alert>
      ) : (
        warnings.map(({ advice, server, setting, value }) => (
          <Alert
            key={`${server} ${setting}`}
            color="orange"
            icon={<IconAlertTriangle aria-hidden />}
            title={`${setting} is ${value} on ${server}`}
          >
            {advice}
          </Alert>
        ))
      )}
      {servers.map((server) => (
        <ServerCard key={server.address} server={server} />
      ))}
    </Stack>
  );
}

function ServerCard({ server }: { server: RedisServerReport }): ReactNode {
  const { clients, evictedKeys, keys, mode, opsPerSecond, replication, slowLog, uptimeSeconds, version } =
    server;
  return (
    <Paper withBorder p="md" component="section" aria-label={server.address}>
      <Title order={3} size="h5">
        {server.address}
      </Title>
      <Text size="xs" c="dimmed" mb="md">
        Redis {version}, {mode}, {replication.role}, up for {formatDuration(uptimeSeconds * 1_000)}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 4 }} mb="md">
        <Fact label="keys" value={formatCount(keys)} />
        <Fact label="operations" value={`${formatCount(opsPerSecond)} / s`} />
        <Fact
          label="clients"
          value={`${clients.connected} of ${formatCount(clients.max)}`}
          hint={`${clients.blocked} of them wait for a job, which is how workers wait.`}
        />
        <Fact
          label="evicted keys"
          value={formatCount(evictedKeys)}
          isBad={evictedKeys > 0}
          hint="Thrown away by Redis for want of memory; must be 0."
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Memory server={server} />
        <Persistence server={server} />
      </SimpleGrid>
      <Replicas server={server} />
      <Title order={4} size="h6" mt="md">
        Slow commands
      </Title>
      {slowLog.length === 0 ? (
        <Text size="sm" c="dimmed">
          None in the slow log.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>When</Table.Th>
                <Table.Th ta="right">Took</Table.Th>
                <Table.Th>Command</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {slowLog.map(({ atMs, command, durationMicros }, i) => (
                <Table.Tr key={`${atMs} ${i}`}>
                  <Table.Td>
                    <RelativeTime atMs={atMs} />
                  </Table.Td>
                  <Table.Td ta="right" className="numbers">
                    {formatDuration(durationMicros / 1_000)}
                  </Table.Td>
                  <Table.Td>
                    <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                      {command}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
}

function Memory({ server: { memory } }: { server: RedisServerReport }): ReactNode {
  const share = memory.maxBytes === 0 ? undefined : memory.usedBytes / memory.maxBytes;
  const isFull = share !== undefined && share > FULL_SHARE;
  return (
    <div>
      <Title order={4} size="h6">
        Memory
      </Title>
      <Text size="sm">
        {formatBytes(memory.usedBytes)}{' '}
        {share === undefined ? 'used, without a limit' : `of ${formatBytes(memory.maxBytes)}`}
      </Text>
      {share === undefined ? null : (
        <Progress
          value={share * 100}
          color={isFull ? 'red' : 'teal'}
          my={4}
          aria-label={`Memory used: ${Math.round(share * 100)} percent`}
        />
      )}
      <Text size="xs" c="dimmed">
        At most {formatBytes(memory.peakBytes)} so far · eviction policy <b>{memory.policy}</b> ·
        fragmentation {memory.fragmentation.toFixed(2)}
      </Text>
    </div>
  );
}

function Persistence({ server: { persistence } }: { server: RedisServerReport }): ReactNode {
  const isWell = persistence.aofEnabled && persistence.aofLastWriteOk;
  return (
    <div>
      <Title order={4} size="h6">
        Persistence
      </Title>
      <Text size="sm" c={isWell ? undefined : 'red'}>
        {persistence.aofEnabled
          ? `Append-only file, fsync ${persistence.aofFsync ?? 'unknown'}, ${persistence.aofLastWriteOk ? 'last write fine' : 'LAST WRITE FAILED'}`
          : 'No append-only file: a crash of Redis loses what came since the last snapshot.'}
      </Text>
      <Text size="xs" c={persistence.lastSaveOk ? 'dimmed' : 'red'}>
        {persistence.lastSaveOk ? 'Snapshot' : 'The last snapshot failed; the one before'}{' '}
        <RelativeTime atMs={persistence.lastSaveAtMs} />, {formatCount(persistence.changesSinceSave)} changes
        since
      </Text>
      {persistence.isLoading ? <Text size="sm">It is loading its data right now.</Text> : null}
    </div>
  );
}

function Replicas({ server: { replication } }: { server: RedisServerReport }): ReactNode {
  return (
    <>
      <Title order={4} size="h6" mt="md">
        Replicas
      </Title>
      {replication.replicas.length === 0 ? (
        <Text size="sm" c="dimmed">
          None. With this machine its data is gone; the append-only file is its only copy.
        </Text>
      ) : (
        replication.replicas.map(({ address, lagBytes, state }) => (
          <Text key={address} size="sm">
            {address}: {state}, {formatBytes(lagBytes)} behind
          </Text>
        ))
      )}
    </>
  );
}
