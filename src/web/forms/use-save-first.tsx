import { Button, Group, Modal, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';

/** Acts that work on what is saved. */
export interface SaveFirst {
  /** Runs at once where nothing is unsaved; else asks, saves, and runs then. */
  run(action: () => void): void;
  /** Stands once on the page. */
  readonly dialog: ReactNode;
}

/** Asks to save first, where an act works on what is saved and something is not. */
export function useSaveFirst(hasChanges: boolean, save: () => Promise<boolean>): SaveFirst {
  const [waiting, setWaiting] = useState<() => void>();
  const close = (): void => setWaiting(undefined);
  const goOn = async (): Promise<void> => {
    const isSaved = await save();
    close();
    if (isSaved) waiting?.();
  };
  return {
    run: (action) => (hasChanges ? setWaiting(() => action) : action()),
    dialog: (
      <Modal opened={waiting !== undefined} onClose={close} title="Save first?" centered>
        <Text size="sm">
          This works on what is saved, and something on this page is not saved yet.
        </Text>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button onClick={goOn} data-autofocus>
            Save and go on
          </Button>
        </Group>
      </Modal>
    ),
  };
}
