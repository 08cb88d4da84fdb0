import { useSuspenseQuery } from '@tanstack/react-query';
import type { Session } from '../api/contract/session.ts';
import type { Permission } from '../domain/people.ts';
import { sessionQuery } from './queries.ts';

/** Whether the one who is signed in may do something. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

/** Who is signed in, and in which mode. */
export function useSession(): Session | null {
  return useSuspenseQuery(sessionQuery).data.session;
}
