import { Anchor, Button, Code, Spoiler, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  type DocumentEvent,
  readDocument,
  type ShownDocument,
} from '../../../api/contract/documents.ts';
import { reading } from '../../queries.ts';
import { kindWord, StateBadge } from '../../ui/batch-state.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { actorWords, groupedCount, groupedMoney, shortInstant } from '../../ui/money-text.ts';
import { Page } from '../../ui/page.tsx';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import type { Column } from '../../ui/table-rows.ts';
import { Trail } from '../../ui/trail.tsx';
import { DecisionForm } from './decision-form.tsx';
import { LinesTable } from './lines-table.tsx';
import { ReceiptShown } from './receipt-shown.tsx';

const EVENTS: readonly Column<DocumentEvent>[] = [
  { title: 'When (UTC)', text: ({ at }) => shortInstant(at) },
  { title: 'Who', text: ({ actor }) => (actor === null ? 'by itself' : actorWords(actor)) },
  { title: 'What', text: ({ what }) => what },
  { title: 'Details', text: ({ details }) => details },
];

/** One document: what was sent, what Xero shows of it, and what happened on the way. */
export function DocumentPage(): ReactNode {
  const { exportId, part } = useParams({ from: '/inside/batches/$exportId/documents/$part' });
  const { data, error } = useQuery(reading(readDocument, { path: { exportId, part } }));
  const batch = `/batches/${encodeURIComponent(exportId)}`;
  const steps = [
    { label: 'Export Batches', to: '/batches' },
    { label: exportId, to: batch },
    { label: `Document ${part}` },
  ];
  const title = data === undefined ? `Document ${part}` : `${kindWord(data.kind)} ${part}`;
  return (
    <>
      <Trail steps={steps} />
      <Page title={title} actions={data && <DocumentActions document={data} />}>
        <ProblemsOf error={error} />
        {data !== undefined && <DocumentShown document={data} />}
      </Page>
    </>
  );
}

const UNDOABLE = ['confirmed', 'posted', 'conflict', 'rejected'];

function DocumentActions({ document }: { document: ShownDocument }): ReactNode {
  const { exportId, part, state, xeroLink } = document;
  const undo = `/batches/${encodeURIComponent(exportId)}/undo`;
  return (
    <>
      <StateBadge state={state} />
      {xeroLink !== null && (
        <Button
          component="a"
          href={xeroLink}
          target="_blank"
          rel="noreferrer"
          variant="default"
          rightSection={<IconExternalLink size={14} aria-hidden />}
        >
          {xeroLink.startsWith('https://go.xero.com/') ? 'Open in Xero' : 'Open in the twin'}
        </Button>
      )}
      {UNDOABLE.includes(state) && (
        <Button
          component={Link}
          to={undo as never}
          search={{ parts: String(part) } as never}
          variant="default"
        >
          Undo
        </Button>
      )}
    </>
  );
}

function DocumentShown({ document }: { document: ShownDocument }): ReactNode {
  const { exportId, part, problem, receipt, history, body } = document;
  return (
    <Stack>
      <Problems problems={problem === null ? [] : [problem]} />
      <DecisionForm document={document} />
      <Facts label="Facts of the document" facts={factsOf(document)} />
      <section aria-label="Lines">
        <Title order={2} size="h4" mb="xs">
          Lines as sent
        </Title>
        <LinesTable exportId={exportId} part={part} />
      </section>
      <ReceiptShown receipt={receipt} />
      <section aria-label="History">
        <Title order={2} size="h4" mb="xs">
          History
        </Title>
        <DataTable
          caption={`History of document ${part}`}
          rows={history}
          columns={EVENTS}
          keyOf={({ at, what, details }) => `${at} ${what} ${details}`}
          empty="Nothing happened yet."
          isSmall
        />
      </section>
      <section aria-label="The bytes that are sent">
        <Title order={2} size="h4" mb="xs">
          The bytes that are sent
        </Title>
        <Spoiler maxHeight={80} showLabel="Show all of it" hideLabel="Show less">
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {body}
          </Code>
        </Spoiler>
      </section>
    </Stack>
  );
}

function factsOf(document: ShownDocument): Fact[] {
  const { exportId, date, text, total, lines, xeroId, contactId, marker, documentKey } = document;
  const { reverses, reversedBy } = document;
  const way = (part: number): ReactNode => (
    <Anchor
      inherit
      component={Link}
      to="/batches/$exportId/documents/$part"
      params={{ exportId, part: String(part) } as never}
    >
      Document {part}
    </Anchor>
  );
  return [
    { name: 'Date', value: date },
    { name: 'Total', value: groupedMoney(total) },
    { name: 'Lines', value: groupedCount(lines) },
    { name: 'Text in Xero', value: small(text) },
    { name: 'Id in Xero', value: small(xeroId ?? 'none yet') },
    ...(contactId === '' ? [] : [{ name: 'Contact', value: small(contactId) }]),
    { name: 'Marker', value: small(marker) },
    { name: 'Document key', value: small(documentKey) },
    ...(reverses === null ? [] : [{ name: 'Reverses', value: way(reverses) }]),
    ...(reversedBy === null ? [] : [{ name: 'Reversed by', value: way(reversedBy) }]),
  ];
}

function small(text: string): ReactNode {
  return (
    <Text span size="xs" fw={400}>
      {text}
    </Text>
  );
}
