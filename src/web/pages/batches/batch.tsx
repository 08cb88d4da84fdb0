import { Button, Menu, Stack, Title } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FILE_FORMATS, readExportFile } from '../../../api/contract/export-acts.ts';
import { addressOf } from '../../call-api.ts';
import { StateBadge } from '../../ui/batch-state.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { Trail } from '../../ui/trail.tsx';
import { type ShownBatch, useBatch } from '../../use-batch.ts';
import { ResultShown } from '../export/result-shown.tsx';
import { SendingPanel } from '../export/sending-panel.tsx';
import { BatchFacts } from './batch-facts.tsx';
import { BatchHistory } from './batch-history.tsx';
import { DocumentsTable } from './documents-table.tsx';
import { ReleaseButton } from './release-button.tsx';

/** One export batch: where it stands, what it holds, and what can be done with it. */
export function BatchPage(): ReactNode {
  const { exportId } = useParams({ from: '/inside/batches/$exportId' });
  const { batch, error, job, follow } = useBatch(exportId);
  return (
    <>
      <Trail steps={[{ label: 'Export Batches', to: '/batches' }, { label: exportId }]} />
      <Page title={exportId} actions={batch && <BatchActions batch={batch} />}>
        <ProblemsOf error={error} />
        {batch !== undefined && (
          <Stack>
            {batch.state === 'complete' ? (
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
            <BatchHistory history={batch.history} />
          </Stack>
        )}
      </Page>
    </>
  );
}

const FILES = {
  csv: 'CSV of all lines',
  postings: 'CSV of all postings',
  xlsx: 'Excel workbook',
} as const;

const GONE = ['undone', 'discarded'];

function BatchActions({ batch }: { batch: ShownBatch }): ReactNode {
  const { exportId, state } = batch;
  const own = `/batches/${encodeURIComponent(exportId)}`;
  const again = { step: 'again', batch: exportId };
  return (
    <>
      <StateBadge state={state} />
      {!GONE.includes(state) && (
        <Button component={Link} to={`${own}/undo` as never} variant="default">
          Undo
        </Button>
      )}
      <ReleaseButton batch={batch} />
      <Button component={Link} to="/export/new" search={again as never} variant="default">
        Re-export
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            Files
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FILE_FORMATS.map((format) => (
            <Menu.Item
              key={format}
              component="a"
              href={addressOf(readExportFile, { path: { exportId }, query: { format } })}
              download
            >
              {FILES[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
