import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readExportFile } from '../../../api/contract/export-acts.ts';
import { type Batch, listExports } from '../../../api/contract/exports.ts';
import { addressOf } from '../../call-api.ts';
import { reading } from '../../queries.ts';
import { ProblemsOf } from '../../ui/problems.tsx';
import type { ExportSearch } from './export-search.ts';

/** Re-export a batch: it never gets a second living copy in Xero. */
export function AgainStep({ search }: { search: ExportSearch }): ReactNode {
  const navigate = useNavigate();
  const { data, error } = useQuery(reading(listExports));
  const batches = data?.batches ?? [];
  const batch = batches.find(({ exportId }) => exportId === search.batch);
  const choose = (exportId: string | null): void => {
    const chosen = exportId === null ? {} : { batch: exportId };
    void navigate({ to: '/export/new', search: { step: 'again', ...chosen }, replace: true });
  };
  return (
    <Stack maw={640}>
      <ProblemsOf error={error} />
      <Select
        label="Batch"
        description="The batch that was exported before"
        placeholder={
          data !== undefined && batches.length === 0 ? 'There is none yet' : 'Choose one'
        }
        searchable
        data={batches.map(({ exportId, entity, state }) => ({
          value: exportId,
          label: `${exportId} of ${entity}, ${state}`,
        }))}
        value={search.batch ?? null}
        onChange={choose}
      />
      {batch !== undefined && <WaysAgain batch={batch} />}
    </Stack>
  );
}

const GONE = ['undone', 'discarded'];

function WaysAgain({ batch }: { batch: Batch }): ReactNode {
  const { exportId, entity, upTo, state } = batch;
  const options = { step: 'options', entity, upTo, batch: exportId } as const;
  if (GONE.includes(state)) {
    return (
      <>
        <Text>
          {exportId} is {state}: nothing of it counts in Xero any more, and its rows wait for export
          again.
        </Text>
        <Button component={Link} to="/export/new" search={options as never} w="fit-content">
          Export its rows anew
        </Button>
      </>
    );
  }
  const undo = `/batches/${encodeURIComponent(exportId)}/undo`;
  return (
    <>
      <Alert icon={<IconInfoCircle />} role="note" title="One batch, one copy in Xero">
        Sending a batch once more would post it twice. So it is taken back first: journals are
        voided, drafts and bank transactions deleted. Then its rows wait again, and go out in a new
        batch by the settings of today.
      </Alert>
      <Group>
        <Button component={Link} to={undo as never}>
          Take it back first
        </Button>
        <Button
          component="a"
          variant="default"
          href={addressOf(readExportFile, { path: { exportId } })}
          download
        >
          Only get its file again
        </Button>
      </Group>
    </>
  );
}
