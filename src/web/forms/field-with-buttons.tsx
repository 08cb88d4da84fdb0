import { ActionIcon, Flex } from '@mantine/core';
import type { ReactNode } from 'react';

/** A field with the buttons that belong to it at its end. */
export function FieldWithButtons(props: { children: ReactNode; buttons: ReactNode }): ReactNode {
  return (
    <Flex align="flex-end" gap={4}>
      <div style={{ flex: 1, minWidth: 0 }}>{props.children}</div>
      {props.buttons}
    </Flex>
  );
}

/** A button that shows a picture, and says in words what it does. */
export function IconButton(props: {
  label: string;
  icon: ReactNode;
  onClick: () => void;
  isRunning?: boolean;
  /** Why it does nothing now; undefined where it works. */
  blockedBecause?: string | undefined;
}): ReactNode {
  const { label, icon, onClick, isRunning = false, blockedBecause } = props;
  const isBlocked = blockedBecause !== undefined;
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={isBlocked ? `${label} (${blockedBecause})` : label}
      title={blockedBecause ?? label}
      aria-disabled={isBlocked}
      {...(isBlocked ? { 'data-disabled': true } : {})}
      loading={isRunning}
      onClick={() => {
        if (!isBlocked) onClick();
      }}
    >
      {icon}
    </ActionIcon>
  );
}
