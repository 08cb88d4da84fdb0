import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Batch, listExports } from '../../../api/contract/exports.ts';
import { reading } from '../../queries.ts';
import { StateBadge } from '../../ui/batch-state.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { actorWords, shortInstant } from '../../ui/money-text.ts';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type Column, countColumn, moneyColumn } from '../../ui/table-rows.ts';

const COLUMNS: readonly Column<Batch>[] = [
  {
    title: 'Export Id',
    text: ({ exportId }) => exportId,
    show: ({ exportId }) => (
      <Anchor inherit component={Link} to="/batches/$exportId" params={{ exportId } as never}>
        {exportId}
      </Anchor>
    ),
  },
  { title: 'Entity', text: ({ entity }) => entity },
  { title: 'Organisation', text: ({ organisation }) => organisation },
  { title: 'State', text: ({ state }) => state, show: ({ state }) => <StateBadge state={state} /> },
  { title: 'Up to', text: ({ upTo }) => upTo },
  countColumn('Transactions', ({ transactions }) => transactions),
  {
    title: 'Documents',
    text: ({ documents }) => Object.values(documents).reduce((sum, one) => sum + one, 0),
    isFigure: true,
  },
  moneyColumn('Debits', ({ debits }) => debits),
  { title: 'Made by', text: ({ createdBy }) => actorWords(createdBy), isHiddenAtFirst: true },
  { title: 'Made (UTC)', text: ({ createdAt }) => shortInstant(createdAt) },
];

export function BatchesPage(): ReactNode {
  const { data, error } = useQuery(reading(listExports));
  return (
    <Page title="Export Batches">
      <ProblemsOf error={error} />
      <DataTable
        caption="Export Batches"
        rows={data?.batches ?? []}
        columns={COLUMNS}
        keyOf={({ exportId }) => exportId}
        empty="Nothing was exported yet. Process, Export General Ledger begins."
      />
    </Page>
  );
}
