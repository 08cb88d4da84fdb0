import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BatchEvent } from '../../../api/contract/exports.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { actorWords, shortInstant } from '../../ui/money-text.ts';
import type { Column } from '../../ui/table-rows.ts';

/** What the audit trail's words mean. */
const WORDS: Readonly<Record<string, string>> = {
  'batch.begun': 'Planning began',
  'batch.planned': 'Planned',
  'batch.discarded': 'Discarded',
  'batch.rows_freed': 'Rows came free',
  'batch.rows_held': 'Rows were held',
  'batch.rows_released': 'Held rows were released',
  'call.recorded': 'A call was made ready',
  'batch.sending': 'Sending began',
  'batch.parked': 'It was parked',
  'batch.attention': 'It ended with something to put right',
  'batch.complete': 'It was complete',
  'batch.undone': 'It was undone',
  'call.sent': 'A call left',
  'call.answered': 'Xero answered',
  'call.unknown': 'No answer came',
  'call.refused': 'Xero processed nothing of a call',
  'calls.doubted': 'A call had no answer',
  'documents.recorded': 'What became of documents was recorded',
  'receipts.recorded': 'Documents were read back',
  'undo.begun': 'Undo began',
  'undo.sent': 'A call of the undo left',
  'undo.recorded': 'Xero answered the undo',
  'undo.mirror_recorded': 'A reversing journal was made ready',
  'undo.ended': 'Undo ended',
};

const COLUMNS: readonly Column<BatchEvent>[] = [
  { title: 'When (UTC)', text: ({ at }) => shortInstant(at) },
  { title: 'Who', text: ({ actor }) => actorWords(actor) },
  { title: 'What', text: ({ action }) => WORDS[action] ?? action },
  { title: 'Details', text: detailsOf, isHiddenAtFirst: true },
];

/** What was done to a batch, by whom, as the audit trail has it. */
export function BatchHistory({ history }: { history: readonly BatchEvent[] }): ReactNode {
  const rows = history.map((event, index) => ({ ...event, key: String(index) }));
  return (
    <section aria-label="History">
      <Title order={2} size="h4" mb="xs">
        History
      </Title>
      <DataTable
        caption="History"
        rows={rows}
        columns={COLUMNS}
        keyOf={(row) => row.key}
        empty="Nothing was done yet."
      />
    </section>
  );
}

function detailsOf({ details }: BatchEvent): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
