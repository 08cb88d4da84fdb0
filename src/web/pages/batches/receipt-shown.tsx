import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FoundLine, Receipt } from '../../../api/contract/documents.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { shortInstant } from '../../ui/money-text.ts';
import { type Column, moneyColumn } from '../../ui/table-rows.ts';

type Difference = Receipt['differences'][number];

const DIFFERENCES: readonly Column<Difference>[] = [
  { title: 'Field', text: ({ field }) => field },
  { title: 'Sent', text: ({ sent }) => sent },
  { title: 'Found in Xero', text: ({ found }) => found },
];

const FOUND: readonly Column<FoundLine>[] = [
  { title: 'Account', text: ({ account }) => account },
  { title: 'Description', text: ({ description }) => description },
  { title: 'Tax type', text: ({ taxType }) => taxType },
  { title: 'Tracking', text: ({ options }) => options },
  moneyColumn('Amount', ({ amount }) => amount),
  moneyColumn('GST', ({ gst }) => gst),
];

/** The receipt: what Xero held when the document was last read back, and how that compares. */
export function ReceiptShown({ receipt }: { receipt: Receipt | null }): ReactNode {
  return (
    <section aria-label="Receipt">
      <Title order={2} size="h4" mb="xs">
        What Xero showed
      </Title>
      {receipt === null ? (
        <Text size="sm">It was not read back yet, so nothing is proved.</Text>
      ) : (
        <Shown receipt={receipt} />
      )}
    </section>
  );
}

function Shown({ receipt }: { receipt: Receipt }): ReactNode {
  const { readAt, xeroStatus, differences, found, foundHash, isReconciled, isAccepted } = receipt;
  const isEqual = differences.length === 0;
  const isGood = isEqual || isAccepted;
  const differs = isAccepted ? 'Differs, and was accepted' : 'Differs from what was sent';
  const rows = found.lines.map((line, index) => ({ ...line, key: String(index) }));
  const reconciled = isReconciled ? ', reconciled with the bank statement' : '';
  return (
    <Stack>
      <Alert
        role="note"
        color={isGood ? 'green' : 'red'}
        icon={isGood ? <IconCircleCheck /> : <IconAlertTriangle />}
        title={isEqual ? 'Equal to what was sent' : differs}
      >
        <Text size="sm">
          Read back at {shortInstant(readAt)} UTC; status in Xero: {xeroStatus}
          {reconciled}. Every field of every line was compared.
        </Text>
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          SHA-256 of what was found: {foundHash}
        </Text>
      </Alert>
      {!isEqual && (
        <DataTable
          caption="What differs"
          rows={differences}
          columns={DIFFERENCES}
          keyOf={({ field, sent, found: other }) => `${field} ${sent} ${other}`}
          empty=""
          isSmall
        />
      )}
      <DataTable
        caption="Lines that Xero showed"
        rows={rows}
        columns={FOUND}
        keyOf={(row) => row.key}
        empty="Xero showed no line."
        isSmall
      />
    </Stack>
  );
}
