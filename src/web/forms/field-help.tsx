import { Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What every field says of itself. */
export interface FieldWords {
  readonly label: string;
  /** In an accountant's words, with what happens if it is left blank. */
  readonly help?: ReactNode;
  /** What holds while the field is blank, and where that comes from: "200 (global settings)". */
  readonly inherited?: string | undefined;
  /** Why it cannot be changed here and now; undefined where it can. */
  readonly lockedBecause?: string | undefined;
  /** The page as a whole says why it cannot be changed. */
  readonly isReadOnly?: boolean | undefined;
  /** What is wrong with its value. */
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
}

/** The lines between a label and its field; undefined where there is nothing to say. */
export function fieldHelp({ help, inherited, lockedBecause }: FieldWords): ReactNode {
  if (help === undefined && inherited === undefined && lockedBecause === undefined) {
    return undefined;
  }
  return (
    <>
      {help}
      {inherited !== undefined && (
        <Text span display="block" inherit>
          Blank inherits: {inherited === '' ? 'blank' : inherited}
        </Text>
      )}
      {lockedBecause !== undefined && (
        <Text span display="block" inherit fw={600}>
          <IconLock size={12} aria-hidden /> {lockedBecause}
        </Text>
      )}
    </>
  );
}

/** Whether a field may be changed here and now. */
export function isLocked({ lockedBecause, isReadOnly = false }: FieldWords): boolean {
  return isReadOnly || lockedBecause !== undefined;
}
