import { Alert, Anchor, Stack, Title } from '@mantine/core';
import { IconExternalLink, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Place, readRow } from '../../../api/contract/documents.ts';
import type { ReplyOf } from '../../../api/contract/endpoint.ts';
import { reading } from '../../queries.ts';
import { kindWord, StateBadge } from '../../ui/batch-state.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { groupedMoney } from '../../ui/money-text.ts';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type Column, moneyColumn } from '../../ui/table-rows.ts';

type Row = ReplyOf<typeof readRow>;

const COLUMNS: readonly Column<Place>[] = [
  {
    title: 'Batch',
    text: ({ exportId }) => exportId,
    show: ({ exportId }) => (
      <Anchor inherit component={Link} to="/batches/$exportId" params={{ exportId } as never}>
        {exportId}
      </Anchor>
    ),
  },
  { title: 'Document', text: documentWords, show: documentLink },
  { title: 'Date', text: ({ date }) => date },
  { title: 'GL account', text: ({ glAccount }) => glAccount },
  moneyColumn('Amount', ({ amount }) => amount),
  {
    title: 'State',
    text: ({ documentState }) => documentState,
    show: ({ documentState }) => documentState && <StateBadge state={documentState} />,
  },
  { title: 'Standing', text: standingOf },
  { title: 'In Xero', text: ({ xeroId }) => xeroId, show: xeroAnchor },
];

/** One loan transaction, or ready-made journal entry, and every document that it is in. */
export function RowPage(): ReactNode {
  const { rowId } = useParams({ from: '/inside/rows/$rowId' });
  const { data, error } = useQuery(reading(readRow, { path: { rowId } }));
  const noun = data?.isEntry === true ? 'Journal entry' : 'Transaction';
  return (
    <Page title={data === undefined ? 'Transaction' : `${noun} ${data.id}`}>
      <ProblemsOf error={error} />
      {data !== undefined && <RowShown row={data} />}
    </Page>
  );
}

function RowShown({ row }: { row: Row }): ReactNode {
  const { places, replacedBy } = row;
  const rows = places.map((one, index) => ({ ...one, key: String(index) }));
  return (
    <Stack>
      {replacedBy !== null && (
        <Alert role="note" icon={<IconInfoCircle />} title="A newer version replaced it">
          <Anchor
            inherit
            component={Link}
            to="/rows/$rowId"
            params={{ rowId: `${replacedBy}` } as never}
          >
            Open the newer version
          </Anchor>
        </Alert>
      )}
      <Facts label="Facts of the transaction" facts={factsOf(row)} />
      <section aria-label="Where it was exported">
        <Title order={2} size="h4" mb="xs">
          Where it was exported
        </Title>
        <DataTable
          caption="Where it was exported"
          rows={rows}
          columns={COLUMNS}
          keyOf={(one) => one.key}
          empty="It is in no batch: it waits, is held, or posts nothing."
        />
      </section>
    </Stack>
  );
}

function factsOf(row: Row): Fact[] {
  const { source, version, date, loanAccount, clientName, element, reference } = row;
  const { description, amount, gst, fileName, isEntry } = row;
  const facts: Fact[] = [
    { name: 'Date', value: date },
    { name: 'Amount', value: groupedMoney(amount), note: isEntry ? 'debits' : undefined },
    { name: 'GST', value: groupedMoney(gst) },
    { name: 'Loan account', value: loanAccount, note: clientName },
    { name: 'Element', value: element },
    { name: 'Reference', value: reference },
    { name: 'Description', value: description },
    { name: 'Version', value: String(version) },
    { name: 'Source', value: source },
    { name: 'File', value: fileName },
  ];
  return facts.filter(({ value }) => value !== '');
}

function documentWords({ kind, part }: Place): string {
  return kind === null ? 'none: it nets to nil' : `${kindWord(kind)} ${part}`;
}

function documentLink(place: Place): ReactNode {
  const { exportId, part, line, kind } = place;
  if (kind === null) return documentWords(place);
  return (
    <Anchor
      inherit
      component={Link}
      to="/batches/$exportId/documents/$part/lines/$line"
      params={{ exportId, part: String(part), line: String(line) } as never}
    >
      {documentWords(place)}, {line === 0 ? 'bank side' : `line ${line}`}
    </Anchor>
  );
}

function standingOf({ isFreed, isTakenBack }: Place): string {
  if (isFreed) return 'undone';
  return isTakenBack ? 'taken back' : 'posted';
}

function xeroAnchor({ xeroLink }: Place): ReactNode {
  if (xeroLink === null) return null;
  const isXero = xeroLink.startsWith('https://go.xero.com/');
  return (
    <Anchor inherit href={xeroLink} target="_blank" rel="noreferrer">
      {isXero ? 'Open in Xero' : 'Open in the twin'} <IconExternalLink size={12} aria-hidden />
    </Anchor>
  );
}
