import { Anchor, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Line, type Posting, readLines, readPostings } from '../../../api/contract/exports.ts';
import { reading } from '../../queries.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { groupedMoney } from '../../ui/money-text.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type Column, moneyColumn } from '../../ui/table-rows.ts';
import { Trail } from '../../ui/trail.tsx';
import { usePages } from '../../ui/use-pages.ts';

const COLUMNS: readonly Column<Posting>[] = [
  {
    title: 'Transaction',
    text: ({ id }) => id,
    show: ({ id, rowId }) => (
      <Anchor inherit component={Link} to="/rows/$rowId" params={{ rowId: String(rowId) } as never}>
        {id}
      </Anchor>
    ),
  },
  { title: 'Version', text: ({ version }) => version, isFigure: true, isHiddenAtFirst: true },
  { title: 'Date', text: ({ date }) => date },
  { title: 'Loan account', text: ({ loanAccount }) => loanAccount },
  { title: 'Element', text: ({ element }) => element },
  { title: 'Description', text: ({ text }) => text },
  {
    title: 'Turn',
    text: ({ isTakenBack }) => (isTakenBack ? 'taken back' : 'posted'),
    isHiddenAtFirst: true,
  },
  moneyColumn('Amount', ({ amount }) => amount),
  moneyColumn('GST', ({ gst }) => gst),
];

/** One line, and every posting that it sums. */
export function PostingsPage(): ReactNode {
  const { exportId, part, line } = useParams({
    from: '/inside/batches/$exportId/documents/$part/lines/$line',
  });
  const path = { exportId, part, line };
  const own = useQuery(
    reading(readLines, { path: { exportId, part }, query: lineBefore(Number(line)) }),
  );
  const pages = usePages(readPostings, { path });
  const shown = own.data?.rows.find((one) => one.line === Number(line));
  const batch = `/batches/${encodeURIComponent(exportId)}`;
  const steps = [
    { label: 'Export Batches', to: '/batches' },
    { label: exportId, to: batch },
    { label: `Document ${part}`, to: `${batch}/documents/${part}` },
    { label: `Line ${line}` },
  ];
  return (
    <>
      <Trail steps={steps} />
      <Page title={`Postings of line ${line}`}>
        <ProblemsOf error={pages.error} />
        <Stack>
          {shown !== undefined && <LineFacts line={shown} />}
          <div>
            <DataTable
              caption={`Postings of line ${line}`}
              rows={pages.rows.map((row, index) => ({ ...row, key: String(index) }))}
              columns={COLUMNS}
              keyOf={(row) => row.key}
              empty={pages.isReading ? 'Reading …' : 'No row is behind this line.'}
            />
            <MoreButton {...pages} />
          </div>
        </Stack>
      </Page>
    </>
  );
}

/** Line 0 has none before it: it is the first of all. */
function lineBefore(line: number) {
  return line === 0 ? {} : { after: line - 1 };
}

function LineFacts({ line }: { line: Line }): ReactNode {
  const { account, description, taxType, amount, gst, date, optionA, optionB } = line;
  const tracking = [optionA, optionB].filter((option) => option !== '').join(', ');
  return (
    <Facts
      label="Facts of the line"
      facts={[
        { name: 'Account', value: account },
        { name: 'Description', value: description },
        { name: 'Date', value: date },
        { name: 'Tax type', value: taxType },
        ...(tracking === '' ? [] : [{ name: 'Tracking', value: tracking }]),
        { name: 'Amount', value: groupedMoney(amount), note: 'debit positive, GST included' },
        { name: 'GST', value: groupedMoney(gst) },
      ]}
    />
  );
}
