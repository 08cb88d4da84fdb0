import { Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProblemsOf } from '../ui/problems.tsx';
import { FormButtons } from './form-buttons.tsx';
import { UnsavedDialog } from './unsaved-dialog.tsx';
import { useUnsaved } from './use-unsaved.ts';

interface EditedPageProps {
  readonly hasChanges: boolean;
  readonly isSaving: boolean;
  readonly error: Error | null;
  /** True where everything was saved. */
  readonly save: () => Promise<boolean>;
  /** Back to what is saved. */
  readonly forget?: () => void;
  readonly lockedBecause?: string | undefined;
  readonly children: ReactNode;
}

/** A page of fields that is saved as a whole: its problems and OK, Cancel, Apply at the foot. */
export function EditedPage(props: EditedPageProps): ReactNode {
  const { hasChanges, isSaving, error, save, forget, lockedBecause, children } = props;
  const unsaved = useUnsaved(hasChanges);
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    unsaved.letGo();
    await navigate({ to: '/' });
  };
  const saveAndLeave = async (): Promise<void> => {
    if (!hasChanges || (await save())) await leave();
  };
  return (
    <Stack>
      {children}
      <ProblemsOf error={error} />
      <FormButtons
        {...{ hasChanges, isSaving, lockedBecause }}
        onOk={saveAndLeave}
        onCancel={leave}
        onApply={save}
        onForget={forget}
      />
      <UnsavedDialog unsaved={unsaved} />
    </Stack>
  );
}
