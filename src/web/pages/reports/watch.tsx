import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { makeWatch, type Watch, watchShape } from '../../../api/contract/reports.ts';
import { DRIFT_WORDS } from '../../../domain/drift-words.ts';
import { callApi } from '../../call-api.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { groupedCount } from '../../ui/money-text.ts';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type Column, moneyColumn } from '../../ui/table-rows.ts';
import { ReportForm } from './report-form.tsx';
import { useReport } from './use-report.ts';

/** What somebody changed in Xero since it was exported. */
export function WatchPage(): ReactNode {
  const search = useSearch({ from: '/inside/reports/watch' });
  const report = useReport('/reports/watch', search, ({ entity }) =>
    callApi(makeWatch, { body: { entity } }),
  );
  const { entities, entity, isRunning, job } = report;
  const shown = watchShape.safeParse(job?.result);
  return (
    <Page title="Watch">
      <Text maw={760}>
        Reads every manual journal and bank transaction of the organisation. It lists those of ours
        that somebody edited, voided, deleted or copied, and those of others on control and clearing
        accounts. Xero is only read.
      </Text>
      {entities?.length === 0 && (
        <Text>There is no entity yet. Add one under Admin, Entities.</Text>
      )}
      {entities !== undefined && entity !== '' && (
        <ReportForm
          key={entity}
          label="Watch"
          onStart={report.start}
          {...{ entities, entity, isRunning }}
        />
      )}
      <ProblemsOf error={report.error} />
      {!shown.success && <JobProgress job={job} />}
      {shown.success && <WatchShown watch={shown.data} />}
    </Page>
  );
}

type Drift = Watch['drift'][number];

const COLUMNS: readonly Column<Drift>[] = [
  { title: 'What', text: ({ kind }) => DRIFT_WORDS[kind] },
  {
    title: 'Document',
    text: ({ document, xeroId }) => document || xeroId,
    show: (one) => <DocumentName {...one} />,
  },
  { title: 'Date', text: ({ date }) => date },
  moneyColumn('Amount', ({ amount }) => amount),
  { title: 'Text in Xero', text: ({ text }) => text },
  { title: 'What is otherwise', text: ({ differences }) => differences },
  { title: 'Accounts of ours', text: ({ accounts }) => accounts.join(', ') },
];

function WatchShown({ watch }: { watch: Watch }): ReactNode {
  const { organisation, documents, drift } = watch;
  const isAsSent = drift.length === 0;
  const found =
    drift.length === 1
      ? 'One document is not as it should be'
      : `${groupedCount(drift.length)} documents are not as they should be`;
  return (
    <>
      <Alert
        role="status"
        color={isAsSent ? 'green' : 'red'}
        icon={isAsSent ? <IconCircleCheck /> : <IconAlertTriangle />}
        title={isAsSent ? 'All are as they were sent' : found}
      >
        {groupedCount(documents)} documents of ours in {organisation} were compared.{' '}
        {isAsSent &&
          'No manual journal or bank transaction of others stands on control or clearing accounts. What else may stand there, such as an invoice, the tie-out shows.'}
      </Alert>
      <DataTable
        caption="Changed in Xero"
        rows={drift}
        columns={COLUMNS}
        keyOf={({ kind, xeroId }) => `${kind} ${xeroId}`}
        empty="Nothing was changed."
      />
    </>
  );
}

/** Leads to a document of ours, "20260531.001/3"; of others there is its id in Xero alone. */
function DocumentName({ document, xeroId }: Drift): ReactNode {
  const at = document.lastIndexOf('/');
  if (at === -1) return xeroId;
  const params = { exportId: document.slice(0, at), part: document.slice(at + 1) };
  return (
    <Anchor
      inherit
      component={Link}
      to="/batches/$exportId/documents/$part"
      params={params as never}
    >
      {document}
    </Anchor>
  );
}
