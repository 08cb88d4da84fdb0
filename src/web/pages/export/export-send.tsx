import { Alert, Anchor, Stack, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StateBadge } from '../../ui/batch-state.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { useBatch } from '../../use-batch.ts';
import { BatchFacts } from '../batches/batch-facts.tsx';
import { DocumentsTable } from '../batches/documents-table.tsx';
import { ExportSteps } from './export-steps.tsx';
import { ResultShown } from './result-shown.tsx';
import { SendingPanel } from './sending-panel.tsx';

/** Process, Export General Ledger, from the stored batch to its proof. */
export function ExportSendPage(): ReactNode {
  const { exportId } = useParams({ from: '/inside/export/$exportId' });
  const { isOther } = useSearch({ from: '/inside/export/$exportId' });
  const { batch, error, job, follow } = useBatch(exportId);
  const isDone = batch?.state === 'complete';
  return (
    <Page
      title={`Export General Ledger: ${exportId}`}
      actions={batch && <StateBadge state={batch.state} />}
    >
      <ExportSteps at={isDone ? 'Result' : 'Send'} />
      <ProblemsOf error={error} />
      {isOther === true && batch?.state === 'planned' && (
        <Alert icon={<IconInfoCircle />} color="yellow" role="note" title="Look before you send">
          More came in since the preview, so this batch is not what you saw there. Nothing of it has
          left. Its figures and documents stand below.
        </Alert>
      )}
      {batch !== undefined && (
        <Stack>
          {isDone ? (
            <ResultShown batch={batch} />
          ) : (
            <SendingPanel batch={batch} job={job} follow={follow} />
          )}
          <BatchFacts batch={batch} />
          <section aria-label="Documents">
            <Title order={2} size="h4" mb="xs">
              Documents
            </Title>
            <DocumentsTable exportId={exportId} parts={batch.parts} />
          </section>
          <Anchor
            component={Link}
            to="/batches/$exportId"
            params={{ exportId } as never}
            w="fit-content"
          >
            Open the batch with its history
          </Anchor>
        </Stack>
      )}
    </Page>
  );
}
