import { Anchor, Checkbox, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { listRequests, type RequestHead } from '../../../api/contract/reports.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type Column, countColumn } from '../../ui/table-rows.ts';
import { usePages } from '../../ui/use-pages.ts';
import { answerOf, callOf, momentOf, RequestDrawer } from './request-drawer.tsx';

/** The calls to Xero, the newest first. */
export function RequestLogPage(): ReactNode {
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [shown, setShown] = useState<number>();
  const pages = usePages(listRequests, { query: { onlyFailed: String(onlyFailed) } });
  return (
    <Page title="Request Log">
      <Text maw={760}>
        Calls that failed are always kept, the others where "Log all Requests?" is on in Tools,
        Global Settings, GL and Accounting; each for 30 days. No secret and no sign-in is kept.
      </Text>
      <ProblemsOf error={pages.error} />
      <DataTable
        caption="Calls to Xero"
        rows={pages.rows}
        columns={columnsOf(setShown)}
        keyOf={(one) => String(one.request_id)}
        empty={pages.isReading ? 'Being read …' : 'No call is kept.'}
        actions={
          <Checkbox
            label="Failed only"
            checked={onlyFailed}
            onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
          />
        }
      />
      <MoreButton {...pages} />
      <RequestDrawer requestId={shown} onClose={() => setShown(undefined)} />
    </Page>
  );
}

function columnsOf(open: (requestId: number) => void): readonly Column<RequestHead>[] {
  return [
    {
      title: 'When (UTC)',
      text: momentOf,
      show: (one) => (
        <Text inherit span style={{ whiteSpace: 'nowrap' }}>
          {momentOf(one)}
        </Text>
      ),
    },
    {
      title: 'Call',
      text: callOf,
      show: (one) => (
        <Anchor
          component="button"
          type="button"
          inherit
          ta="left"
          underline="always"
          style={{ overflowWrap: 'anywhere' }}
          onClick={() => open(one.request_id)}
        >
          {callOf(one)}
        </Anchor>
      ),
    },
    { title: 'Answer', text: answerOf },
    { title: 'Export', text: (one) => one.export_id },
    {
      title: 'Documents',
      text: ({ documents }) => (documents === 0 ? '' : documents),
      isFigure: true,
    },
    countColumn('Milliseconds', (one) => one.duration_ms),
    {
      title: 'Left: minute / day',
      text: (one) => (one.minute_left === null ? '' : `${one.minute_left} / ${one.day_left ?? ''}`),
      isHiddenAtFirst: true,
    },
    { title: 'Correlation id', text: (one) => one.correlation_id, isHiddenAtFirst: true },
  ];
}
