import { Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { preferMode } from '../../../api/contract/session.ts';
import { callApi } from '../../call-api.ts';
import { FormButtons } from '../../forms/form-buttons.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { UnsavedDialog } from '../../forms/unsaved-dialog.tsx';
import { useUnsaved } from '../../forms/use-unsaved.ts';
import { sessionQuery } from '../../queries.ts';
import { ProblemsOf } from '../../ui/problems.tsx';

/** User Preferences › Cost Centres › General: which mode this user works in. */
export function CostCentrePreferences(): ReactNode {
  const { session } = useSuspenseQuery(sessionQuery).data;
  const kept = session?.user.mode ?? 'production';
  const [mode, setMode] = useState(kept);
  const hasChanges = mode !== kept;
  const unsaved = useUnsaved(hasChanges);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () => callApi(preferMode, { body: { mode } }),
    // What was read in the other mode is not shown a moment longer.
    onSuccess: () => {
      queries.removeQueries({ type: 'inactive' });
      return queries.invalidateQueries();
    },
  });
  const leave = async (): Promise<void> => {
    unsaved.letGo();
    await navigate({ to: '/' });
  };
  const saveAndLeave = async (): Promise<void> => {
    const isKept = !hasChanges || (await saving.mutateAsync().then(isDone, isNotDone));
    if (isKept) await leave();
  };
  return (
    <Stack>
      <Text c="dimmed">Cost Centre settings.</Text>
      <FormSection title="Use Test or Production Mode for Service Requests?">
        <ModeChoice mode={mode} setMode={setMode} />
        {session?.isTestForced === true && (
          <Text size="sm" fw={600}>
            Global Settings force test mode for everybody now. Your choice holds again once they
            allow production mode.
          </Text>
        )}
      </FormSection>
      <ProblemsOf error={saving.error} />
      <FormButtons
        hasChanges={hasChanges}
        isSaving={saving.isPending}
        onOk={saveAndLeave}
        onCancel={leave}
        onApply={() => saving.mutate()}
      />
      <UnsavedDialog unsaved={unsaved} />
    </Stack>
  );
}

const isDone = () => true;
const isNotDone = () => false;

type Mode = 'test' | 'production';

function ModeChoice(props: { mode: Mode; setMode: (mode: Mode) => void }): ReactNode {
  return MODES.map(({ value, label, description }) => (
    <Radio
      key={value}
      name="mode"
      label={label}
      description={description}
      checked={props.mode === value}
      onChange={() => props.setMode(value)}
    />
  ));
}

const MODES = [
  {
    value: 'test',
    label: 'Test Mode?',
    description:
      'All that you do happens on the twin, a Xero of your own on this computer. Nothing reaches Xero, and nothing counts as exported.',
  },
  {
    value: 'production',
    label: 'Production Mode?',
    description:
      'What you send is posted to the real organisation in Xero. This is the normal way to work.',
  },
] as const;
