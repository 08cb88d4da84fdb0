import { z } from 'zod';
import { findOrganisation } from '../books/organisations.ts';
import { type ConnectionRow, listAllConnections } from '../identity/connections.ts';
import { disconnectInXero } from '../identity/disconnect.ts';
import {
  createPerson,
  findPerson,
  giveRole,
  listMemberships,
  listPeople,
  ROLE_NAMES,
  removeFromOrganisation,
} from '../identity/people.ts';
import { type Control, ControlRefusal, type Given } from './control.ts';

const NewPerson = z.strictObject({
  name: z.string().min(1).max(100),
  email: z.email().optional(),
});

const GivenRole = z.strictObject({ role: z.enum(ROLE_NAMES) });

/** Users of organisations with their roles, and the apps that they connected. */
export const peopleControls: Control[] = [
  { method: 'GET', path: '/users', act: ({ databases }) => describeUsers(databases.books) },
  {
    method: 'POST',
    path: '/users',
    act: ({ body, databases }) => ({
      userId: createPerson(databases.books, NewPerson.parse(body)),
    }),
  },
  { method: 'PUT', path: '/users/:userId/roles/:tenantId', act: changeRole },
  { method: 'DELETE', path: '/users/:userId/roles/:tenantId', act: removeUser },
  {
    method: 'GET',
    path: '/connections',
    act: ({ databases }) => listAllConnections(databases.books).map(describeConnection),
  },
  { method: 'DELETE', path: '/connections/:connectionId', act: disconnect },
];

function describeUsers(books: Given['databases']['books']): object[] {
  const memberships = listMemberships(books);
  return listPeople(books).map((person) => ({
    userId: person.user_id,
    name: person.name,
    email: person.email,
    roles: memberships
      .filter((row) => row.user_id === person.user_id)
      .map(({ role, tenant_id: tenantId }) => ({ tenantId, role })),
  }));
}

function changeRole(given: Given): object {
  const { role } = GivenRole.parse(given.body);
  const { books } = given.databases;
  const { tenantId = '', userId = '' } = given.params;
  if (findPerson(books, userId) === undefined) throw new ControlRefusal(`No user ${userId}.`);
  if (findOrganisation(books, tenantId) === undefined) {
    throw new ControlRefusal(`No organisation ${tenantId}.`);
  }
  giveRole(books, { userId, tenantId, role });
  return { userId, tenantId, role };
}

function removeUser({ databases, params }: Given): void {
  const { tenantId = '', userId = '' } = params;
  if (!removeFromOrganisation(databases.books, { userId, tenantId })) {
    throw new ControlRefusal(`User ${userId} is not in organisation ${tenantId}.`);
  }
}

function disconnect({ databases, now, params }: Given): void {
  const { connectionId } = params;
  const found = listAllConnections(databases.books).find(
    (row) => row.connection_id === connectionId,
  );
  if (found === undefined) throw new ControlRefusal(`No connection ${connectionId}.`);
  disconnectInXero(databases.books, found, now);
}

function describeConnection(row: ConnectionRow): object {
  return {
    id: row.connection_id,
    clientId: row.client_id,
    userId: row.user_id,
    tenantId: row.tenant_id,
    authEventId: row.auth_event_id,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}
