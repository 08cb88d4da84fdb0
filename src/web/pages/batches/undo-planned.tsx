import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { UndoReport } from '../../../api/contract/export-acts.ts';
import { kindWord } from '../../ui/batch-state.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { groupedCount, groupedMoney } from '../../ui/money-text.ts';
import { Problems } from '../../ui/problems.tsx';
import { type Column, countColumn, moneyColumn } from '../../ui/table-rows.ts';

type Undone = UndoReport['documents'][number];

/** What an action means, before and after. */
const ACTIONS: Readonly<Record<string, string>> = {
  void: 'voided in Xero',
  delete: 'deleted in Xero',
  reverse: 'reversed by a journal on the first open day',
  withdraw: 'withdrawn: it never reached Xero',
  none: 'nothing: it was undone before',
  keep: 'kept',
};

const COLUMNS: readonly Column<Undone>[] = [
  countColumn('Part', ({ part }) => part),
  { title: 'Kind', text: ({ kind }) => kindWord(kind) },
  { title: 'Date', text: ({ date }) => date },
  { title: 'Text in Xero', text: ({ text }) => text },
  { title: 'What is done', text: actionWords },
  { title: 'Why', text: ({ reason }) => reason?.message ?? null },
  moneyColumn('Total', ({ total }) => total),
];

interface UndoPlannedProps {
  readonly report: UndoReport;
  readonly isBusy: boolean;
  /** Undefined after a reload, when it is to be planned once more. */
  readonly undo: (() => void) | undefined;
}

/** The plan of an undo: every document's action, the rows, and what the clearing account shows. */
export function UndoPlanned({ report, isBusy, undo }: UndoPlannedProps): ReactNode {
  const [isAsking, dialog] = useDisclosure();
  const { documents, warnings, problems } = report;
  const gone = documents.filter(({ action }) => !STAYING.includes(action));
  return (
    <section aria-label="What undoing would do">
      <Stack>
        <Problems problems={problems} />
        <UndoFigures report={report} />
        <Problems problems={warnings} isWarning />
        <UndoneDocuments documents={documents} />
        <Group>
          <Button
            color="red"
            onClick={dialog.open}
            loading={isBusy}
            disabled={undo === undefined || (gone.length === 0 && documents.length > 0)}
          >
            Undo
          </Button>
          <Text size="sm">{whyNot(undo, gone.length, documents.length)}</Text>
        </Group>
      </Stack>
      <Modal opened={isAsking} onClose={dialog.close} title="Undo it now?" centered>
        <Stack>
          <List size="sm">
            {countsOf(documents).map((words) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
          </List>
          <Group justify="flex-end">
            <Button variant="default" onClick={dialog.close} data-autofocus>
              No, leave it
            </Button>
            <Button
              color="red"
              onClick={() => {
                dialog.close();
                undo?.();
              }}
            >
              Yes, undo
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  );
}

const STAYING = ['keep', 'none'];

/** Every document with what is, or was, done to it. */
export function UndoneDocuments({ documents }: Pick<UndoReport, 'documents'>): ReactNode {
  return (
    <DataTable
      caption="Documents of the undo"
      rows={documents}
      columns={COLUMNS}
      keyOf={({ part }) => String(part)}
      empty="The batch has no document."
    />
  );
}

/** Counts, rows and clearing accounts of an undo. */
export function UndoFigures({ report }: { report: UndoReport }): ReactNode {
  const { rows, isHeld, clearing, documents } = report;
  const count = (action: string): string =>
    groupedCount(documents.filter((one) => one.action === action).length);
  const facts: Fact[] = [
    { name: 'Voided', value: count('void') },
    { name: 'Deleted', value: count('delete') },
    { name: 'Reversed', value: count('reverse') },
    { name: 'Never in Xero', value: count('withdraw') },
    { name: 'Kept', value: count('keep') },
    {
      name: isHeld ? 'Rows held' : 'Rows that wait again',
      value: `${groupedCount(rows.journals)} in journals`,
      note: `${groupedCount(rows.bank)} in bank transactions`,
    },
    ...clearing.map(({ code, amount }) => ({
      name: `Clearing account ${code}`,
      value: groupedMoney(amount),
      note: 'until the rows are exported again',
    })),
  ];
  return <Facts label="Figures of the undo" facts={facts} />;
}

function actionWords({ action, mirrorPart }: Undone): string {
  const by = mirrorPart === null ? '' : ` (document ${mirrorPart})`;
  return `${ACTIONS[action] ?? action}${by}`;
}

function countsOf(documents: readonly Undone[]): string[] {
  const groups = Map.groupBy(documents, ({ action }) => action);
  return [...groups].map(
    ([action, own]) =>
      `${own.length} ${own.length === 1 ? 'document' : 'documents'}: ${ACTIONS[action] ?? action}`,
  );
}

function whyNot(undo: unknown, gone: number, all: number): string {
  if (undo === undefined) return 'Show what would be done once more; then it can be undone.';
  return gone === 0 && all > 0 ? 'Every document is kept, so there is nothing to undo.' : '';
}
