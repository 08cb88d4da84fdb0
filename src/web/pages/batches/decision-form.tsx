import {
  Alert,
  Button,
  Group,
  Paper,
  Radio,
  Stack,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Decided, decideDocument, decidedShape } from '../../../api/contract/decisions.ts';
import type { ShownDocument } from '../../../api/contract/documents.ts';
import { callApi } from '../../call-api.ts';
import { useJob } from '../../follow-job.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import type { Column } from '../../ui/table-rows.ts';
import { useWhyNot } from '../../ui/why-not.ts';

interface Chosen {
  readonly decidedAs: 'posted' | 'notPosted';
  readonly xeroId: string;
  readonly reason: string;
}

const OPEN = ['conflict', 'inDoubt', 'rejected'];

/** For a document that no look into Xero can settle: what a person decides, with the reason. */
export function DecisionForm({ document }: { document: ShownDocument }): ReactNode {
  const { exportId, part, state, reverses } = document;
  const [chosen, setChosen] = useState<Chosen>({ decidedAs: 'posted', xeroId: '', reason: '' });
  const [jobId, setJobId] = useState<string>();
  const asking = useMutation({
    mutationFn: (isPreview: boolean) => {
      const { decidedAs, xeroId, reason } = chosen;
      const named = decidedAs === 'posted' && xeroId.trim() !== '' ? { xeroId } : {};
      const body = { decidedAs, reason, isPreview, ...named };
      return callApi(decideDocument, { path: { exportId, part }, body });
    },
    onSuccess: (started) => setJobId(started.jobId),
  });
  const job = useJob(jobId);
  const decided = decidedShape.safeParse(job?.result);
  const isBusy = asking.isPending || job?.state === 'running';
  const whyNot = useWhyNot('export');
  if (!OPEN.includes(state) || reverses !== null) return null;
  const fault = chosen.reason.trim() === '' ? 'Say why, for the record.' : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fault === undefined) asking.mutate(true);
  };
  const isLookedAt = decided.success && decided.data.isPreview && !isBusy;
  return (
    <Paper withBorder p="md" component="section" aria-label="Decision">
      <form onSubmit={submit}>
        <Stack maw={640}>
          <Title order={2} size="h4">
            Decide what becomes of it
          </Title>
          <DecisionFields
            state={state}
            chosen={chosen}
            choose={(changed) => {
              setChosen((now) => ({ ...now, ...changed }));
              setJobId(undefined);
            }}
          />
          <Group>
            <Button type="submit" variant="default" loading={isBusy} disabled={Boolean(whyNot)}>
              Look in Xero first
            </Button>
            <Button disabled={!isLookedAt} onClick={() => asking.mutate(false)}>
              Decide
            </Button>
            <span>{whyNot ?? fault ?? (isLookedAt ? '' : 'Look first; then decide.')}</span>
          </Group>
          <ProblemsOf error={asking.error} />
          <JobProgress job={job} />
        </Stack>
      </form>
      {isLookedAt && <LookedAt decided={decided.data} />}
    </Paper>
  );
}

function DecisionFields(props: {
  state: string;
  chosen: Chosen;
  choose: (changed: Partial<Chosen>) => void;
}): ReactNode {
  const { state, chosen, choose } = props;
  return (
    <>
      <Radio.Group
        label="What is it?"
        value={chosen.decidedAs}
        onChange={(decidedAs) => choose({ decidedAs: decidedAs as Chosen['decidedAs'] })}
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="posted"
            label="Posted"
            description="What stands in Xero is taken as it is, with its differences, and proves the document from now on."
          />
          <Radio
            value="notPosted"
            label="Not posted"
            disabled={state === 'rejected'}
            description={
              state === 'rejected'
                ? 'What Xero refused goes out again with the next resume anyhow.'
                : 'It goes out again with the next resume, under a new key. Refused while Xero holds a living copy.'
            }
          />
        </Stack>
      </Radio.Group>
      {chosen.decidedAs === 'posted' && (
        <TextInput
          label="Id in Xero"
          description="Of the document that stands for it, where there are several or its text was changed. Blank: the one with its marker."
          value={chosen.xeroId}
          onChange={(event) => choose({ xeroId: event.currentTarget.value })}
        />
      )}
      <Textarea
        label="Reason"
        description="Why, for the record and the auditor"
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={chosen.reason}
        onChange={(event) => choose({ reason: event.currentTarget.value })}
      />
    </>
  );
}

const COLUMNS: readonly Column<Decided['inXero'][number]>[] = [
  { title: 'Status in Xero', text: ({ status }) => status },
  { title: 'Date', text: ({ date }) => date },
  { title: 'Text', text: ({ text }) => text },
  { title: 'Id in Xero', text: ({ xeroId }) => xeroId },
];

function LookedAt({
  decided: { inXero, differences, decided, xeroId },
}: {
  decided: Decided;
}): ReactNode {
  const isPosted = decided === 'posted';
  return (
    <Stack mt="md">
      <Alert
        role="status"
        icon={<IconInfoCircle />}
        title={isPosted ? `${xeroId ?? ''} would stand for it` : 'It would go out again'}
      >
        {differences === '' ? 'Nothing is decided yet.' : `Accepted would be: ${differences}`}
      </Alert>
      <DataTable
        caption="What Xero shows of it"
        rows={inXero}
        columns={COLUMNS}
        keyOf={(one) => one.xeroId}
        empty="Xero shows nothing of it."
        isSmall
      />
    </Stack>
  );
}
