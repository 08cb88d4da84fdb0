import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { all, first, run } from '../database/statements.ts';

/** What a person may do in one organisation, the most first. */
export const ROLES = {
  adviser: 'Adviser',
  standardWithReports: 'Standard with all reports',
  standard: 'Standard',
  readOnly: 'Read only',
} as const;

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

export interface PersonRow {
  user_id: string;
  name: string;
  email: string;
}

export interface MembershipRow {
  user_id: string;
  tenant_id: string;
  role: Role;
}

/** The people that every seed starts with. */
export function createPeople(books: DatabaseSync): void {
  for (const name of ['Aroha Ngata', 'Ben Whittaker']) createPerson(books, { name });
}

export function createPerson(
  books: DatabaseSync,
  wanted: { name: string; email?: string | undefined },
): string {
  const userId = randomUUID();
  const mailbox = wanted.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.');
  const email = wanted.email ?? `${mailbox}@example.test`;
  run(books, 'insert into person values (?, ?, ?)', userId, wanted.name, email);
  return userId;
}

export function listPeople(books: DatabaseSync): PersonRow[] {
  return all<PersonRow>(books, 'select * from person order by rowid');
}

export function findPerson(books: DatabaseSync, userId: string): PersonRow | undefined {
  return first<PersonRow>(books, 'select * from person where user_id = ?', userId);
}

/** Lets everybody into an organisation, as one who may post and see reports. */
export function letEverybodyIn(books: DatabaseSync, tenantId: string): void {
  for (const { user_id: userId } of listPeople(books)) {
    giveRole(books, { userId, tenantId, role: 'standardWithReports' });
  }
}

export function giveRole(
  books: DatabaseSync,
  given: { userId: string; tenantId: string; role: Role },
): void {
  run(
    books,
    `insert into membership values (?, ?, ?)
     on conflict (user_id, tenant_id) do update set role = excluded.role`,
    given.userId,
    given.tenantId,
    given.role,
  );
}

/** Takes a person out of an organisation; false when they were not in it. */
export function removeFromOrganisation(
  books: DatabaseSync,
  { tenantId, userId }: { userId: string; tenantId: string },
): boolean {
  const sql = 'delete from membership where user_id = ? and tenant_id = ?';
  return run(books, sql, userId, tenantId) > 0;
}

export function listMemberships(books: DatabaseSync): MembershipRow[] {
  return all<MembershipRow>(books, 'select * from membership order by rowid');
}

export function roleOf(books: DatabaseSync, userId: string, tenantId: string): Role | undefined {
  const sql = 'select * from membership where user_id = ? and tenant_id = ?';
  return first<MembershipRow>(books, sql, userId, tenantId)?.role;
}
