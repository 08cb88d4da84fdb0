import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PageEntity } from '../../../api/contract/entities.ts';
import { IconButton } from '../../forms/field-with-buttons.tsx';
import { FormSection } from '../../forms/form-section.tsx';

type Row = PageEntity['openingBalances'][number];

/** What each GL account carried before the start date, so that the balances tie out. */
export function OpeningBalances(props: {
  rows: readonly Row[];
  isReadOnly: boolean;
  change: (rows: Row[]) => void;
}): ReactNode {
  const { rows, isReadOnly, change } = props;
  const put = (index: number, changed: Partial<Row>): void =>
    change(rows.map((row, at) => (at === index ? { ...row, ...changed } : row)));
  return (
    <FormSection
      title="Opening Balances."
      help="What a GL account carried on the day before the start date, debit positive, with at most two decimals. Without them the tie-out shows those balances as a difference."
    >
      <Stack gap="xs">
        {rows.length === 0 && <Text size="sm">None is entered.</Text>}
        {Array.from(rows.entries(), ([index, row]) => (
          <Group key={index} align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              label="GL Account"
              value={row.glAccount}
              readOnly={isReadOnly}
              onChange={(event) => put(index, { glAccount: event.currentTarget.value })}
            />
            <TextInput
              label="Amount"
              value={row.amount}
              readOnly={isReadOnly}
              inputMode="decimal"
              onChange={(event) => put(index, { amount: event.currentTarget.value })}
            />
            {!isReadOnly && (
              <IconButton
                label={`Remove ${row.glAccount || 'this row'}`}
                icon={<IconTrash size={18} />}
                onClick={() => change(rows.filter((_, at) => at !== index))}
              />
            )}
          </Group>
        ))}
        {!isReadOnly && (
          <Group>
            <Button
              variant="default"
              size="xs"
              onClick={() => change([...rows, { glAccount: '', amount: '' }])}
            >
              Add a balance
            </Button>
          </Group>
        )}
      </Stack>
    </FormSection>
  );
}
