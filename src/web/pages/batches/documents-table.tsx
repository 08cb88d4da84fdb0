import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Document } from '../../../api/contract/exports.ts';
import { kindWord, StateBadge } from '../../ui/batch-state.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { type Column, countColumn, moneyColumn } from '../../ui/table-rows.ts';

/** The documents of a batch, each with where it stands and a way to it. */
export function DocumentsTable(props: { exportId: string; parts: readonly Document[] }): ReactNode {
  const { exportId, parts } = props;
  const columns: readonly Column<Document>[] = [
    {
      title: 'Part',
      text: ({ part }) => part,
      show: ({ part }) => (
        <Anchor
          inherit
          component={Link}
          to="/batches/$exportId/documents/$part"
          params={{ exportId, part: String(part) } as never}
          aria-label={`Document ${part}`}
        >
          {part}
        </Anchor>
      ),
      isFigure: true,
    },
    { title: 'Kind', text: ({ kind }) => kindWord(kind) },
    { title: 'Date', text: ({ date }) => date },
    { title: 'Text in Xero', text: ({ text }) => text },
    {
      title: 'State',
      text: ({ state }) => state,
      show: ({ state }) => <StateBadge state={state} />,
    },
    countColumn('Lines', ({ lines }) => lines),
    moneyColumn('Total', ({ total }) => total),
    { title: 'Id in Xero', text: ({ xeroId }) => xeroId, isHiddenAtFirst: true },
    {
      title: 'Problem',
      text: ({ problem }) => problem?.message ?? null,
      isHiddenAtFirst: true,
    },
  ];
  return (
    <DataTable
      caption={`Documents of ${exportId}`}
      rows={parts}
      columns={columns}
      keyOf={({ part }) => String(part)}
      empty="This batch has no document: its rows net to nil."
    />
  );
}
