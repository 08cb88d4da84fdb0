import { Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconDeviceFloppy, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../forms/field-with-buttons.tsx';
import { UnsavedDialog } from '../../forms/unsaved-dialog.tsx';
import { useUnsaved } from '../../forms/use-unsaved.ts';
import { ProblemsOf } from '../../ui/problems.tsx';
import type { EntityForm } from './use-entity-form.ts';

/** One page of an entity: Edit, Save and Cancel above, its fields below. */
export function EntityFrame(props: { form: EntityForm; children: ReactNode }): ReactNode {
  const { form, children } = props;
  const { isEditing, edit, save, forget, hasChanges, isSaving, error, mayChange } = form;
  const unsaved = useUnsaved(hasChanges);
  const reason = mayChange ? undefined : 'Only an administrator changes an entity.';
  return (
    <Stack>
      <Group gap="xs">
        {isEditing ? (
          <>
            <IconButton
              label="Save"
              icon={<IconDeviceFloppy size={18} />}
              isRunning={isSaving}
              onClick={() => void save()}
            />
            <IconButton label="Cancel" icon={<IconArrowBackUp size={18} />} onClick={forget} />
          </>
        ) : (
          <IconButton
            label="Edit"
            icon={<IconPencil size={18} color="var(--mantine-color-anchor)" />}
            onClick={edit}
            blockedBecause={reason}
          />
        )}
        <Text size="sm" c="dimmed" role="status">
          {statusText(form)}
        </Text>
      </Group>
      <ProblemsOf error={error} />
      <Stack gap="lg">{children}</Stack>
      <UnsavedDialog unsaved={unsaved} />
    </Stack>
  );
}

function statusText({ isEditing, hasChanges, mayChange }: EntityForm): string {
  if (!mayChange) return 'Only an administrator changes an entity.';
  if (!isEditing) return 'Click the pencil to change something.';
  return hasChanges ? 'There are unsaved changes.' : 'Nothing is changed.';
}
