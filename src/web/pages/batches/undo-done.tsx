import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { UndoReport } from '../../../api/contract/export-acts.ts';
import { Problems } from '../../ui/problems.tsx';
import type { ShownBatch } from '../../use-batch.ts';
import { UndoFigures, UndoneDocuments } from './undo-planned.tsx';

/** What an undo did, and the way on. */
export function UndoDone(props: { report: UndoReport; batch: ShownBatch | undefined }): ReactNode {
  const { report, batch } = props;
  const { exportId, state, problems, warnings, documents, isHeld } = report;
  const isGone = ['undone', 'discarded'].includes(state);
  const again = {
    step: 'options',
    ...(batch === undefined ? {} : { entity: batch.entity, upTo: batch.upTo }),
  };
  return (
    <Stack>
      <Alert
        role="status"
        color={isGone ? 'green' : 'yellow'}
        icon={isGone ? <IconCircleCheck /> : <IconInfoCircle />}
        title={isGone ? `${exportId} is ${state}` : `Some of ${exportId} is undone, some stays`}
      >
        {isHeld
          ? 'The rows are held until they are released on the page of the batch.'
          : 'The rows wait for export again.'}
      </Alert>
      <Problems problems={problems} />
      <UndoFigures report={report} />
      <Problems problems={warnings} isWarning />
      <UndoneDocuments documents={documents} />
      <Group>
        {!isHeld && (
          <Button component={Link} to="/export/new" search={again as never}>
            Export its rows anew
          </Button>
        )}
        <Button
          component={Link}
          to="/batches/$exportId"
          params={{ exportId } as never}
          variant="default"
        >
          Open the batch
        </Button>
      </Group>
    </Stack>
  );
}
