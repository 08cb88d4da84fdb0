import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Document, readExport } from '../../api/contract/exports.ts';
import { reading } from '../queries.ts';
import { StateBadge } from '../ui/batch-state.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Page } from '../ui/page.tsx';
import { Problems, ProblemsOf } from '../ui/problems.tsx';
import type { Column } from '../ui/table-rows.ts';

const COLUMNS: readonly Column<Document>[] = [
  { title: 'Part', text: ({ part }) => part, isFigure: true },
  { title: 'Kind', text: ({ kind }) => KINDS[kind] ?? kind },
  { title: 'Date', text: ({ date }) => date },
  { title: 'Text in Xero', text: ({ text }) => text },
  { title: 'State', text: ({ state }) => state, show: ({ state }) => <StateBadge state={state} /> },
  { title: 'Lines', text: ({ lines }) => lines, isFigure: true },
  { title: 'Total', text: ({ total }) => total, isFigure: true },
  { title: 'Id in Xero', text: ({ xeroId }) => xeroId, isHiddenAtFirst: true },
];

const KINDS: Readonly<Record<string, string>> = {
  manualJournal: 'Manual journal',
  bankTransaction: 'Bank transaction',
};

export function BatchPage(): ReactNode {
  const { exportId } = useParams({ from: '/inside/batches/$exportId' });
  const { data, error } = useQuery(reading(readExport, { path: { exportId } }));
  const problems = data?.parts.flatMap(({ problem }) => problem ?? []) ?? [];
  return (
    <Page title={exportId} actions={data && <StateBadge state={data.state} />}>
      <ProblemsOf error={error} />
      <Problems problems={problems} />
      <DataTable
        caption={`Documents of ${exportId}`}
        rows={data?.parts ?? []}
        columns={COLUMNS}
        keyOf={({ part }) => String(part)}
        empty="This batch has no document: its rows net to nil."
      />
    </Page>
  );
}
