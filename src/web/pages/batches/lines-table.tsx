import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Line, readLines } from '../../../api/contract/exports.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type Column, moneyColumn } from '../../ui/table-rows.ts';
import { usePages } from '../../ui/use-pages.ts';

/** The lines of a document, each with a way to the rows behind it. */
export function LinesTable({ exportId, part }: { exportId: string; part: number }): ReactNode {
  const pages = usePages(readLines, { path: { exportId, part } });
  const columns: readonly Column<Line>[] = [
    {
      title: 'Line',
      text: ({ line }) => line,
      show: ({ line, isBankSide }) => (
        <Anchor
          inherit
          component={Link}
          to="/batches/$exportId/documents/$part/lines/$line"
          params={{ exportId, part: String(part), line: String(line) } as never}
          aria-label={isBankSide ? 'Bank side' : `Line ${line}`}
        >
          {isBankSide ? 'Bank' : line}
        </Anchor>
      ),
      isFigure: true,
    },
    { title: 'Account', text: ({ account }) => account },
    { title: 'Description', text: ({ description }) => description },
    { title: 'Tax type', text: ({ taxType }) => taxType },
    { title: 'Tracking', text: trackingOf },
    moneyColumn('Amount', ({ amount }) => amount),
    moneyColumn('GST', ({ gst }) => gst),
  ];
  return (
    <>
      <ProblemsOf error={pages.error} />
      <Text size="sm" c="dimmed" mb="xs">
        Debits are positive, GST is included. Each line leads to the transactions that it sums.
      </Text>
      <DataTable
        caption="Lines as sent"
        rows={pages.rows}
        columns={columns}
        keyOf={({ line }) => String(line)}
        empty={pages.isReading ? 'Reading …' : 'There is no line.'}
      />
      <MoreButton {...pages} />
    </>
  );
}

function trackingOf({ optionA, optionB }: Line): string {
  return [optionA, optionB].filter((option) => option !== '').join(', ');
}
