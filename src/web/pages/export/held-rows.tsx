import { Accordion, Code, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProblemShape } from '../../../api/contract/shapes.ts';
import { groupedCount, groupedMoney } from '../../ui/money-text.ts';
import { PlaceButton } from '../../ui/place-button.tsx';

/** Rows that are left out and keep waiting, by reason, with what would let them go. */
export function HeldRows({ held }: { held: readonly ProblemShape[] }): ReactNode {
  if (held.length === 0) return null;
  const rows = held.reduce((sum, { facts }) => sum + Number(facts.rows ?? 0), 0);
  return (
    <section aria-label="What is held">
      <Text fw={600}>
        {groupedCount(rows)} {rows === 1 ? 'row is' : 'rows are'} held and will not be in the batch
      </Text>
      <Accordion variant="separated" mt="xs">
        {held.map((reason) => (
          <HeldReason key={`${reason.code} ${reason.message}`} reason={reason} />
        ))}
      </Accordion>
    </section>
  );
}

function HeldReason({ reason }: { reason: ProblemShape }): ReactNode {
  const { code, message, remedy, facts } = reason;
  const { rows = 0, amount = '', stream = '', examples = '' } = facts;
  return (
    <Accordion.Item value={`${code} ${message}`}>
      <Accordion.Control>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{message}</Text>
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
            {groupedMoney(String(amount))}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          <Text size="sm">{remedy}</Text>
          <Text size="sm">
            {groupedCount(Number(rows))} in {stream}: {examples}
          </Text>
          <Code w="fit-content">{code}</Code>
          <PlaceButton problem={reason} />
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
