import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Preview } from '../../../api/contract/export-acts.ts';
import { kindWord } from '../../ui/batch-state.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { groupedCount, groupedMoney } from '../../ui/money-text.ts';
import { Problems } from '../../ui/problems.tsx';
import { type Column, countColumn, moneyColumn } from '../../ui/table-rows.ts';
import { HeldRows } from './held-rows.tsx';

type Part = Preview['parts'][number];
type TaxType = Preview['gstByTaxType'][number];

const PARTS: readonly Column<Part>[] = [
  countColumn('Part', ({ part }) => part),
  { title: 'Kind', text: ({ kind }) => kindWord(kind) },
  { title: 'Date', text: ({ date }) => date },
  { title: 'Text in Xero', text: ({ text }) => text },
  countColumn('Lines', ({ lines }) => lines),
  moneyColumn('Total', ({ total }) => total),
];

const GST: readonly Column<TaxType>[] = [
  { title: 'Tax type', text: ({ taxType }) => taxType },
  countColumn('Lines', ({ lines }) => lines),
  moneyColumn('Amount without GST', ({ amount }) => amount),
  moneyColumn('GST', ({ gst }) => gst),
];

/** The figures, what stops it, what is held, and every document; `children` stand below the figures. */
export function PreviewShown(props: { preview: Preview; children: ReactNode }): ReactNode {
  const { preview, children } = props;
  const { exportId, held, problems, warnings, parts, gstByTaxType } = preview;
  return (
    <Stack>
      <Verdict preview={preview} />
      <Problems problems={problems} />
      {exportId !== null && <Facts label="Totals" facts={factsOf(preview)} />}
      {children}
      <HeldRows held={held} />
      <Problems problems={warnings} isWarning />
      {gstByTaxType.length > 0 && (
        <section aria-label="GST by tax type">
          <Title order={2} size="h4" mb={4}>
            GST by tax type
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            As in a GST return: income and its GST are positive. Lines without GST are left out.
          </Text>
          <DataTable
            caption="GST by tax type"
            rows={gstByTaxType}
            columns={GST}
            keyOf={({ taxType }) => taxType}
            empty=""
            isSmall
          />
        </section>
      )}
      {parts.length > 0 && (
        <section aria-label="Documents">
          <Title order={2} size="h4" mb="xs">
            Documents
          </Title>
          <DataTable
            caption="Documents of the preview"
            rows={parts}
            columns={PARTS}
            keyOf={({ part }) => String(part)}
            empty=""
          />
        </section>
      )}
    </Stack>
  );
}

function Verdict({ preview }: { preview: Preview }): ReactNode {
  const { exportId, problems, waitingForMonthEnd, upTo, entity } = preview;
  if (problems.length > 0) return null;
  if (exportId === null) {
    return (
      <Alert role="status" title={`Nothing of ${entity} waits for export up to ${upTo}`}>
        {waitingForMonthEnd > 0
          ? `${groupedCount(waitingForMonthEnd)} transactions wait for the end of their month.`
          : 'Everything up to that day is in a batch already, or nothing came in yet.'}
      </Alert>
    );
  }
  return (
    <Alert role="status" color="green" icon={<IconCircleCheck />} title="Nothing stands in the way">
      Every account, tax type, tracking option and contact that is needed is there in Xero, and no
      date is locked.
    </Alert>
  );
}

function factsOf(preview: Preview): Fact[] {
  const { exportId, transactions, postings, lines, documents, forecast } = preview;
  const { manualJournals, bankTransactions } = documents;
  const { debits, credits, gst, gstXero, waitingForMonthEnd, excluded } = preview;
  const differs = gst === gstXero ? undefined : `${groupedMoney(gstXero)} as Xero will round it`;
  return [
    { name: 'Export Id', value: exportId, note: 'once it is made' },
    { name: 'Transactions', value: groupedCount(transactions) },
    { name: 'Postings', value: groupedCount(postings) },
    { name: 'Lines', value: groupedCount(lines) },
    { name: 'Manual journals', value: groupedCount(manualJournals) },
    { name: 'Bank transactions', value: groupedCount(bankTransactions) },
    { name: 'Debits', value: groupedMoney(debits) },
    { name: 'Credits', value: groupedMoney(credits) },
    { name: 'GST', value: groupedMoney(gst), note: differs },
    { name: 'Calls to Xero', value: `about ${groupedCount(forecast.calls)}`, note: time(forecast) },
    ...(waitingForMonthEnd > 0
      ? [{ name: 'Wait for month end', value: groupedCount(waitingForMonthEnd) }]
      : []),
    ...(excluded > 0 ? [{ name: 'Excluded by rule', value: groupedCount(excluded) }] : []),
  ];
}

function time({ seconds }: Preview['forecast']): string {
  if (seconds < 60) return 'less than a minute';
  return `about ${Math.ceil(seconds / 60)} minutes, by Xero's limit of calls`;
}
