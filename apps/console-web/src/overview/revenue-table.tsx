import { Paper, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RevenueLine } from '@ins-relay/console-contract';
import { formatCount } from '../shared/format-number.js';

/** What RedTrack accepted, by conversion type and currency. */
export function RevenueTable({ lines }: { lines: readonly RevenueLine[] }): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="revenue">
      <Title order={3} size="h5" id="revenue">
        Revenue sent
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        What RedTrack accepted, by conversion type and currency. Refunds and chargebacks count as they were
        sent.
      </Text>
      {lines.length === 0 ? (
        <Text size="sm">Nothing was delivered in this time.</Text>
      ) : (
        <Table.ScrollContainer minWidth={320}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Conversion type</Table.Th>
                <Table.Th ta="right">Postbacks</Table.Th>
                <Table.Th ta="right">Sum</Table.Th>
                <Table.Th>Currency</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map(({ conversionType, currency, postbacks, sum }) => (
                <Table.Tr key={`${conversionType} ${currency ?? ''}`}>
                  <Table.Td>{conversionType}</Table.Td>
                  <Table.Td ta="right" className="numbers">
                    {formatCount(postbacks)}
                  </Table.Td>
                  <Table.Td ta="right" className="numbers" c={sum.startsWith('-') ? 'red' : undefined}>
                    {sum}
                  </Table.Td>
                  <Table.Td>{currency ?? 'RedTrack’s own'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Paper>
  );
}
