import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Unsaved } from './use-unsaved.ts';

/** Asks before unsaved changes are lost; stands once on every page with a form. */
export function UnsavedDialog({ unsaved }: { unsaved: Unsaved }): ReactNode {
  const { isAsking, leave, stay } = unsaved;
  return (
    <Modal opened={isAsking} onClose={stay} title="Leave without saving?" centered>
      <Text size="sm">What you changed on this page is not saved, and is lost when you leave.</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={leave}>
          Leave without saving
        </Button>
        <Button onClick={stay} data-autofocus>
          Stay on this page
        </Button>
      </Group>
    </Modal>
  );
}
