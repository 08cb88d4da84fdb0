import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../../api/contract/endpoint.ts';
import type { readExportedMonths, readWaiting } from '../../../api/contract/home.ts';
import { addCents, formatCents, parseCents, ZERO_CENTS } from '../../../domain/money.ts';
import { BarChart } from '../../ui/bar-chart.tsx';
import { groupedCount, groupedMoney } from '../../ui/money-text.ts';

type Month = ReplyOf<typeof readExportedMonths>['months'][number];
type Day = ReplyOf<typeof readWaiting>['days'][number];

const MOST_MONTHS = 12;

/** What was exported by month, of all entities together; undefined while it is read. */
export function ExportedChart({ months }: { months: readonly Month[] | undefined }): ReactNode {
  const totals = new Map<string, ReturnType<typeof centsOf>>();
  for (const { month, total } of months ?? []) {
    totals.set(month, addCents(totals.get(month) ?? ZERO_CENTS, centsOf(total)));
  }
  const bars = [...totals].slice(-MOST_MONTHS).map(([label, total]) => ({
    label,
    height: Number(total),
    figure: groupedMoney(formatCents(total)),
  }));
  return (
    <Chart title="Exported totals by month" isRead={months !== undefined}>
      <BarChart
        caption="Exported totals by month"
        titles={['Month', 'Total']}
        bars={bars}
        empty="Nothing was exported yet."
      />
    </Chart>
  );
}

/** What waits by day, of all entities together; undefined while it is counted. */
export function WaitingChart({ days }: { days: readonly Day[] | undefined }): ReactNode {
  const counts = new Map<string, number>();
  for (const { date, rows } of days ?? []) counts.set(date, (counts.get(date) ?? 0) + rows);
  const bars = [...counts].map(([label, rows]) => ({
    label,
    height: rows,
    figure: groupedCount(rows),
  }));
  return (
    <Chart title="Waiting transactions by day" isRead={days !== undefined}>
      <BarChart
        caption="Waiting transactions by day"
        titles={['Day', 'Transactions']}
        bars={bars}
        empty="Nothing waits for export."
      />
    </Chart>
  );
}

function Chart(props: { title: string; isRead: boolean; children: ReactNode }): ReactNode {
  const { title, isRead, children } = props;
  return (
    <Paper withBorder p="md" miw={0}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {isRead ? children : <Text c="dimmed">Being counted …</Text>}
    </Paper>
  );
}

function centsOf(text: string) {
  return parseCents(text) ?? ZERO_CENTS;
}
