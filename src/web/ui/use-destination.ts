import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../queries.ts';

/** Where exports go in the mode in force, as buttons name it. */
export function useDestination(): 'Xero' | 'the twin' {
  const { session } = useSuspenseQuery(sessionQuery).data;
  return session?.mode === 'test' ? 'the twin' : 'Xero';
}
