import { Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Given } from '../../../api/contract/endpoint.ts';
import { previewUndo, undoExport, undoShape } from '../../../api/contract/export-acts.ts';
import { callApi } from '../../call-api.ts';
import { useJob } from '../../follow-job.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { Trail } from '../../ui/trail.tsx';
import { useBatch } from '../../use-batch.ts';
import { UndoDone } from './undo-done.tsx';
import { UndoForm } from './undo-form.tsx';
import { UndoPlanned } from './undo-planned.tsx';
import { readUndoSearch, type UndoSearch } from './undo-search.ts';

type UndoWanted = Given<typeof undoExport>['body'];

/** Taking a batch, or some of its documents, out of Xero again: first the plan, then the act. */
export function UndoPage(): ReactNode {
  const { exportId } = useParams({ from: '/inside/batches/$exportId/undo' });
  const search: UndoSearch = useSearch({ from: '/inside/batches/$exportId/undo' });
  const { batch, error } = useBatch(exportId);
  const path = { exportId };
  const change = useChangedAddress(exportId, search);
  const [wanted, setWanted] = useState<UndoWanted>();
  const planning = useMutation({
    mutationFn: (body: UndoWanted) => callApi(previewUndo, { path, body }),
    onSuccess: ({ jobId }) => change({ plan: jobId, undo: undefined }),
  });
  const undoing = useMutation({
    mutationFn: (body: UndoWanted) => callApi(undoExport, { path, body }),
    onSuccess: ({ jobId }) => change({ undo: jobId }),
  });
  const planJob = useJob(search.plan);
  const undoJob = useJob(search.undo);
  const planned = undoShape.safeParse(planJob?.result);
  const undone = undoShape.safeParse(undoJob?.result);
  const isUndoing = undoing.isPending || undoJob?.state === 'running';
  return (
    <>
      <Trail
        steps={[
          { label: 'Export Batches', to: '/batches' },
          { label: exportId, to: `/batches/${encodeURIComponent(exportId)}` },
          { label: 'Undo' },
        ]}
      />
      <Page title={`Undo ${exportId}`}>
        <ProblemsOf error={error} />
        {undone.success ? (
          <UndoDone report={undone.data} batch={batch} />
        ) : (
          <Stack>
            <UndoForm
              parts={batch?.parts ?? []}
              search={search}
              isBusy={planning.isPending || planJob?.state === 'running' || isUndoing}
              plan={(body) => {
                setWanted(body);
                planning.mutate(body);
              }}
              change={() => change({ plan: undefined })}
            />
            <ProblemsOf error={planning.error} />
            <JobProgress job={planJob} />
            {planned.success && (
              <UndoPlanned
                report={planned.data}
                isBusy={isUndoing}
                undo={wanted === undefined ? undefined : () => undoing.mutate(wanted)}
              />
            )}
          </Stack>
        )}
        <ProblemsOf error={undoing.error} />
        <JobProgress job={undoJob} />
      </Page>
    </>
  );
}

/** What is looked at stands in the address, so that a reload shows it again. */
function useChangedAddress(exportId: string, search: UndoSearch) {
  const navigate = useNavigate();
  return (changed: UndoSearch): void => {
    const next = readUndoSearch({ ...search, ...changed });
    void navigate({
      to: '/batches/$exportId/undo',
      params: { exportId },
      search: next,
      replace: true,
    });
  };
}
