import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { releaseExport } from '../../../api/contract/export-acts.ts';
import { callApi } from '../../call-api.ts';
import { queries } from '../../queries.ts';
import { groupedCount } from '../../ui/money-text.ts';
import { useWhyNot } from '../../ui/why-not.ts';
import type { ShownBatch } from '../../use-batch.ts';

/** Lets rows go that an undo of the batch held. */
export function ReleaseButton({ batch }: { batch: ShownBatch }): ReactNode {
  const { exportId, heldRows } = batch;
  const whyNot = useWhyNot('export');
  const releasing = useMutation({
    mutationFn: () => callApi(releaseExport, { path: { exportId } }),
    onSuccess: ({ rows }) => {
      notifications.show({
        title: `${groupedCount(rows)} rows wait for export again`,
        message: `Held by an undo of ${exportId}.`,
      });
      return queries.invalidateQueries();
    },
    onError: ({ message }) => notifications.show({ color: 'red', title: 'Release', message }),
  });
  if (heldRows === 0) return null;
  return (
    <Button
      variant="default"
      onClick={() => releasing.mutate()}
      loading={releasing.isPending}
      disabled={whyNot !== undefined}
      title={whyNot ?? 'Rows that an undo held wait for export again'}
    >
      Release {groupedCount(heldRows)} held rows
    </Button>
  );
}
