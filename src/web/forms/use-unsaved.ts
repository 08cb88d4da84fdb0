import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';

/** What `UnsavedDialog` shows while somebody is about to leave with unsaved changes. */
export interface Unsaved {
  readonly isAsking: boolean;
  readonly leave: () => void;
  readonly stay: () => void;
  /** The next page is opened unasked: everything was saved a moment ago, or given up on purpose. */
  readonly letGo: () => void;
}

/** Keeps a page from being left, reloaded or closed silently while it holds unsaved changes. */
export function useUnsaved(hasChanges: boolean): Unsaved {
  const isLetGo = useRef(false);
  const holds = (): boolean => hasChanges && !isLetGo.current;
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => holds() && current.pathname !== next.pathname,
    enableBeforeUnload: holds,
    withResolver: true,
  });
  return {
    isAsking: blocker.status === 'blocked',
    leave: () => blocker.proceed?.(),
    stay: () => blocker.reset?.(),
    letGo: () => {
      isLetGo.current = true;
    },
  };
}
