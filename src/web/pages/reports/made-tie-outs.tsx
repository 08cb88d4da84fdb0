import { Box, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../../api/contract/endpoint.ts';
import type { listTieOuts } from '../../../api/contract/reports.ts';
import { BarChart } from '../../ui/bar-chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { actorWords, groupedMoney, shortInstant } from '../../ui/money-text.ts';
import { type Column, countColumn, moneyColumn } from '../../ui/table-rows.ts';

type Made = ReplyOf<typeof listTieOuts>['made'][number];

const COLUMNS: readonly Column<Made>[] = [
  { title: 'Made (UTC)', text: ({ madeAt }) => shortInstant(madeAt) },
  { title: 'Date', text: ({ date }) => date },
  { title: 'Made by', text: ({ madeBy }) => actorWords(madeBy) },
  countColumn('Accounts', ({ accounts }) => accounts),
  moneyColumn('Unexplained', ({ unexplained }) => unexplained),
];

/** What the last tie-outs of an entity came to; drawn only where one of them left something. */
export function MadeTieOuts({ made }: { made: readonly Made[] }): ReactNode {
  const bars = made.toReversed().map(({ madeAt, unexplained }) => ({
    label: shortInstant(madeAt),
    height: Number(unexplained),
    figure: groupedMoney(unexplained),
  }));
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        Tie-outs made
      </Title>
      {bars.some(({ height }) => height !== 0) && (
        <Box maw={640} mb="sm">
          <BarChart
            caption="Unexplained over time"
            titles={['Made (UTC)', 'Unexplained']}
            bars={bars}
            empty=""
          />
        </Box>
      )}
      <DataTable
        caption="Tie-outs made"
        rows={made}
        columns={COLUMNS}
        keyOf={({ madeAt }) => madeAt}
        empty="None was made of this entity yet."
        isSmall
      />
    </section>
  );
}
