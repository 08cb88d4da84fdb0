import type { DatabaseSync } from 'node:sqlite';
import { all, first, run } from '../database/statements.ts';

export interface ContactRow {
  contact_id: string;
  tenant_id: string;
  name: string;
  contact_number: string | null;
  account_number: string | null;
  first_name: string | null;
  last_name: string | null;
  email_address: string | null;
  status: 'ACTIVE' | 'ARCHIVED';
  updated_at: number;
  /** JSON, as answers show it. */
  details: string;
}

export interface NewContact {
  contactId: string;
  name: string;
  contactNumber?: string | undefined;
  accountNumber?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  emailAddress?: string | undefined;
  details: object;
  now: number;
}

export function createContact(books: DatabaseSync, tenantId: string, contact: NewContact): void {
  run(
    books,
    "insert into contact values (?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?)",
    contact.contactId,
    tenantId,
    contact.name,
    contact.contactNumber ?? null,
    contact.accountNumber ?? null,
    contact.firstName ?? null,
    contact.lastName ?? null,
    contact.emailAddress ?? '',
    contact.now,
    JSON.stringify(contact.details),
  );
}

export function findContact(
  books: DatabaseSync,
  tenantId: string,
  contactId: string,
): ContactRow | undefined {
  return first<ContactRow>(
    books,
    'select * from contact where tenant_id = ? and contact_id = ?',
    tenantId,
    contactId.toLowerCase(),
  );
}

/** Active contacts of exactly this name: one, by Xero's rule. */
export function listContactsNamed(
  books: DatabaseSync,
  tenantId: string,
  name: string,
): ContactRow[] {
  return all<ContactRow>(
    books,
    "select * from contact where tenant_id = ? and name = ? and status = 'ACTIVE'",
    tenantId,
    name,
  );
}

export function contactOfNumber(
  books: DatabaseSync,
  tenantId: string,
  contactNumber: string,
): ContactRow | undefined {
  const sql = 'select * from contact where tenant_id = ? and contact_number = ?';
  return first<ContactRow>(books, sql, tenantId, contactNumber);
}
