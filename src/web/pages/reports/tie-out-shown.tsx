import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TieOut } from '../../../api/contract/reports.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { groupedMoney } from '../../ui/money-text.ts';
import { type Column, countColumn, moneyColumn } from '../../ui/table-rows.ts';
import { classesOf, TieOutReasons } from './tie-out-reasons.tsx';

type Account = TieOut['accounts'][number];

const COLUMNS: readonly Column<Account>[] = [
  { title: 'Account', text: ({ code }) => code },
  { title: 'Name', text: ({ name }) => name },
  moneyColumn('Loan book', ({ ours }) => ours),
  moneyColumn('Xero', ({ xero }) => xero),
  moneyColumn('Difference', ({ difference }) => difference),
  {
    title: 'Explained by',
    text: (one) =>
      classesOf(one)
        .map(({ name }) => name)
        .join(', '),
  },
  moneyColumn('Others', ({ others }) => others),
  {
    ...moneyColumn('Unexplained', ({ unexplained }: Account) => unexplained),
    show: ({ unexplained }) => (
      <Text inherit span {...(isNil(unexplained) ? {} : { fw: 700, c: 'red' })}>
        {groupedMoney(unexplained)}
      </Text>
    ),
  },
];

/** What a tie-out found: the unexplained first, then each account. */
export function TieOutShown({ tieOut }: { tieOut: TieOut }): ReactNode {
  const { entity, date, accounts, reasons, unexplained } = tieOut;
  return (
    <Stack>
      <Verdict unexplained={unexplained} />
      <Title order={2} size="h4">
        {entity} at the end of {date}
      </Title>
      <DataTable
        caption="Accounts of the tie-out"
        rows={accounts.toSorted((one, other) => weightOf(other) - weightOf(one))}
        columns={COLUMNS}
        keyOf={({ code }) => code}
        detailOf={(one) =>
          isNil(one.difference) && classesOf(one).length === 0 ? null : (
            <TieOutReasons account={one} reasons={reasons} />
          )
        }
        empty="Neither side has a balance."
      />
      <Unplaced unplaced={tieOut.unplaced} />
      <Clearing clearing={tieOut.clearing} />
    </Stack>
  );
}

function Verdict({ unexplained }: Pick<TieOut, 'unexplained'>): ReactNode {
  const isTied = isNil(unexplained);
  return (
    <Alert
      role="status"
      color={isTied ? 'green' : 'red'}
      icon={isTied ? <IconCircleCheck /> : <IconAlertTriangle />}
      title={isTied ? 'Ties to the cent' : 'Does not tie'}
    >
      <Text fz={28} fw={700} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {groupedMoney(unexplained)} unexplained
      </Text>
      <Text size="sm" maw={760}>
        {isTied
          ? "The loan book and Xero's trial balance are equal, or differ by amounts that are all named below."
          : 'This stands in Xero or in the loan book without a reason that is known here. Look first at the accounts at the top: an invoice, a bill or a payment of somebody else on an account that is ours alone is the usual cause, and the account transactions in Xero show it. It must be nil.'}
      </Text>
    </Alert>
  );
}

type UnplacedOne = TieOut['unplaced'][number];

const UNPLACED: readonly Column<UnplacedOne>[] = [
  { title: 'What is missing', text: ({ reason }) => reason },
  { title: 'Stream', text: ({ stream }) => stream },
  countColumn('Rows', ({ rows }) => rows),
  moneyColumn('Amount', ({ amount }) => amount),
  { title: 'Of', text: ({ examples }) => examples },
];

function Unplaced({ unplaced }: Pick<TieOut, 'unplaced'>): ReactNode {
  if (unplaced.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4">
        In no account yet
      </Title>
      <DataTable
        caption="In no account yet"
        rows={unplaced}
        columns={UNPLACED}
        keyOf={({ reason, stream }) => `${reason} ${stream}`}
        empty=""
        isSmall
      />
    </section>
  );
}

type ClearingItem = TieOut['clearing'][number]['items'][number] & { readonly code: string };

const CLEARING: readonly Column<ClearingItem>[] = [
  { title: 'Account', text: ({ code }) => code },
  { title: 'Date', text: ({ date }) => date },
  countColumn('Days', ({ ageDays }) => ageDays),
  moneyColumn('Amount', ({ amount }) => amount),
  { title: 'Made by', text: ({ of }) => of.join('; ') },
];

function Clearing({ clearing }: Pick<TieOut, 'clearing'>): ReactNode {
  if (clearing.length === 0) return null;
  const rows = clearing.flatMap(({ code, items }) => items.map((item) => ({ ...item, code })));
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        Clearing accounts with a balance
      </Title>
      <DataTable
        caption="Clearing accounts with a balance"
        rows={rows}
        columns={CLEARING}
        keyOf={({ code, date }) => `${code} ${date}`}
        empty=""
      />
    </section>
  );
}

function isNil(amount: string): boolean {
  return /^-?0\.00$/.test(amount);
}

/** What nobody can name comes first, then what differs. */
function weightOf({ unexplained, difference }: Account): number {
  if (!isNil(unexplained)) return 2;
  return isNil(difference) ? 0 : 1;
}
