import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Stays in sight above the foot of the window, however long the form is. */
const AT_THE_FOOT = {
  position: 'sticky',
  bottom: 'var(--app-shell-footer-height, 0px)',
  background: 'var(--mantine-color-body)',
  borderTop: '1px solid var(--mantine-color-default-border)',
  zIndex: 2,
} as const;

/** The foot of a form: OK saves and leaves, Cancel leaves, Apply saves and stays. */
export function FormButtons(props: {
  hasChanges: boolean;
  isSaving: boolean;
  /** Why nothing can be saved; undefined where it can. */
  lockedBecause?: string | undefined;
  onOk: () => void;
  onCancel: () => void;
  onApply: () => void;
  /** Back to what is saved. */
  onForget?: (() => void) | undefined;
}): ReactNode {
  const { hasChanges, isSaving, lockedBecause, onOk, onCancel, onApply, onForget } = props;
  const reason = lockedBecause ?? (hasChanges ? undefined : 'Nothing is changed.');
  return (
    <Group justify="flex-end" gap="xs" py="xs" style={AT_THE_FOOT}>
      <Text size="sm" c="dimmed" mr="auto" w={{ base: '100%', xs: 'auto' }} role="status">
        {reason ?? 'There are unsaved changes.'}
      </Text>
      {hasChanges && onForget !== undefined && (
        <Button variant="subtle" onClick={onForget}>
          Undo my changes
        </Button>
      )}
      <Button onClick={onOk} loading={isSaving} disabled={lockedBecause !== undefined}>
        OK
      </Button>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button
        variant="default"
        onClick={onApply}
        loading={isSaving}
        disabled={reason !== undefined}
        title={reason}
      >
        Apply
      </Button>
    </Group>
  );
}
