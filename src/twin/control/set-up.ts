import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type AccountType, CLASS_OF_TYPE } from '../../xero/contract/accounts.ts';
import {
  MAX_ACTIVE_TRACKING_CATEGORIES,
  MAX_TRACKING_OPTIONS,
} from '../../xero/contract/limits.ts';
import { createAccount, defaultTaxType, listAccounts } from '../books/accounts.ts';
import { createContact, listContactsNamed } from '../books/contacts.ts';
import type { OrganisationRow } from '../books/organisations.ts';
import { createCategory, createOption, listCategories, sameName } from '../books/tracking.ts';
import { BLANK_DETAILS } from '../documents/contact-details.ts';

/** What an organisation should have; what is there already stays as it is. */
export const SetUp = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        code: z.string().min(1).max(10),
        name: z.string().min(1).max(150),
        type: z.enum(Object.keys(CLASS_OF_TYPE) as [AccountType, ...AccountType[]]),
        taxType: z.string().optional(),
      }),
    )
    .default([]),
  trackingCategories: z
    .array(
      z.strictObject({ name: z.string().min(1).max(100), options: z.array(z.string().max(100)) }),
    )
    .default([]),
  contacts: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(255),
        accountNumber: z.string().max(50).optional(),
      }),
    )
    .default([]),
});

export type SetUp = z.infer<typeof SetUp>;

/** How many of each were made. */
export interface SetUpCounts {
  accounts: number;
  trackingCategories: number;
  trackingOptions: number;
  contacts: number;
}

interface Place {
  books: DatabaseSync;
  organisation: OrganisationRow;
  now: number;
}

/** Makes accounts, tracking and contacts in bulk; the same again makes nothing. */
export function setUp(place: Place, wanted: SetUp): SetUpCounts {
  const accounts = setUpAccounts(place, wanted.accounts);
  const tracking = setUpTracking(place, wanted.trackingCategories);
  return { accounts, ...tracking, contacts: setUpContacts(place, wanted.contacts) };
}

function setUpAccounts({ books, organisation, now }: Place, wanted: SetUp['accounts']): number {
  const existing = listAccounts(books, organisation.tenant_id);
  const codes = new Set(existing.map((ledgerAccount) => ledgerAccount.code));
  const names = new Set(existing.map((ledgerAccount) => ledgerAccount.name));
  let made = 0;
  for (const ledgerAccount of wanted) {
    if (codes.has(ledgerAccount.code)) continue;
    const name = names.has(ledgerAccount.name)
      ? `${ledgerAccount.name} ${ledgerAccount.code}`
      : ledgerAccount.name;
    createAccount(books, organisation.tenant_id, {
      accountCode: ledgerAccount.code,
      name,
      type: ledgerAccount.type,
      taxType: ledgerAccount.taxType ?? defaultTaxType(organisation.country, ledgerAccount.type),
      now,
    });
    codes.add(ledgerAccount.code);
    names.add(name);
    made += 1;
  }
  return made;
}

function setUpTracking({ books, organisation }: Place, wanted: SetUp['trackingCategories']) {
  const tenantId = organisation.tenant_id;
  let trackingCategories = 0;
  let trackingOptions = 0;
  for (const { name, options } of wanted) {
    const active = listCategories(books, tenantId).filter(({ status }) => status === 'ACTIVE');
    const found = active.find((category) => sameName(category.name, name));
    if (found === undefined && active.length >= MAX_ACTIVE_TRACKING_CATEGORIES) {
      throw new RangeError(`There are two active tracking categories already; ${name} is a third.`);
    }
    const categoryId = found?.category_id ?? createCategory(books, tenantId, name);
    if (found === undefined) trackingCategories += 1;
    const names = (found?.options ?? []).map((option) => option.name);
    for (const option of options) {
      if (names.some((other) => sameName(other, option))) continue;
      if (names.length >= MAX_TRACKING_OPTIONS) {
        throw new RangeError(`${name} has 100 options already; ${option} is one more.`);
      }
      createOption(books, categoryId, option);
      names.push(option);
      trackingOptions += 1;
    }
  }
  return { trackingCategories, trackingOptions };
}

function setUpContacts({ books, organisation, now }: Place, wanted: SetUp['contacts']): number {
  let made = 0;
  for (const contact of wanted) {
    if (listContactsNamed(books, organisation.tenant_id, contact.name).length > 0) continue;
    const added = { contactId: randomUUID(), ...contact, details: BLANK_DETAILS, now };
    createContact(books, organisation.tenant_id, added);
    made += 1;
  }
  return made;
}
