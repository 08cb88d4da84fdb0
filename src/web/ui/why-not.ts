import { useSuspenseQuery } from '@tanstack/react-query';
import { LEVEL_NAMES, type Permission } from '../../domain/people.ts';
import { sessionQuery } from '../queries.ts';

/** Why whoever is signed in may not do something; undefined where that person may. */
export function useWhyNot(permission: Permission): string | undefined {
  const { session } = useSuspenseQuery(sessionQuery).data;
  if (session === null || session.permissions.includes(permission)) return undefined;
  return `Your level is ${LEVEL_NAMES[session.user.level]}, which may look but not do this.`;
}
