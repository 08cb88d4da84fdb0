import { Alert } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Session } from '../../api/contract/session.ts';

const FORCED = 'WARNING: Global Settings are currently forcing all Service Requests to Test Mode.';

/** In test mode, on every page: that nothing here is real. */
export function ModeBanner({ session }: { session: Session }): ReactNode {
  if (session.mode === 'production') return null;
  const title = session.isTestForced ? FORCED : 'Test mode';
  return (
    <Alert
      color="orange.4"
      variant="filled"
      autoContrast
      icon={<IconFlask />}
      title={title}
      mb="md"
      role="status"
    >
      Everything on this page happens on the twin, a Xero of your own on this computer. Nothing of
      it reaches Xero, and nothing of it counts as exported.
    </Alert>
  );
}
