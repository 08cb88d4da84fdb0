import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listTieOuts, makeTieOut, tieOutShape } from '../../../api/contract/reports.ts';
import { callApi } from '../../call-api.ts';
import { reading } from '../../queries.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { MadeTieOuts } from './made-tie-outs.tsx';
import { ReportForm } from './report-form.tsx';
import { TieOutShown } from './tie-out-shown.tsx';
import { useReport } from './use-report.ts';

/** The loan book against Xero's trial balance, by entity and day. */
export function TieOutPage(): ReactNode {
  const search = useSearch({ from: '/inside/reports/tie-out' });
  const report = useReport('/reports/tie-out', search, (body) => callApi(makeTieOut, { body }));
  const { entities, entity, isRunning, job } = report;
  const kept = useQuery({
    ...reading(listTieOuts, { query: { entity } }),
    enabled: entity !== '',
  });
  const made = kept.data?.made;
  const shown = tieOutShape.safeParse(job?.result);
  const date = search.date ?? made?.[0]?.date ?? today();
  return (
    <Page title="Tie-out">
      <Text maw={760}>
        Adds up the loan book by GL account, reads Xero's trial balance, and names every difference.
        Xero is only read.
      </Text>
      {entities?.length === 0 && (
        <Text>There is no entity yet. Add one under Admin, Entities.</Text>
      )}
      {entities !== undefined && entity !== '' && made !== undefined && (
        <ReportForm
          key={`${entity} ${date}`}
          label="Tie out"
          onStart={report.start}
          {...{ entities, entity, date, isRunning }}
        />
      )}
      <ProblemsOf error={report.error ?? kept.error} />
      {!shown.success && <JobProgress job={job} />}
      {shown.success && <TieOutShown tieOut={shown.data} />}
      {made !== undefined && <MadeTieOuts made={made} />}
    </Page>
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
