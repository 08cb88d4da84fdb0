import { z } from 'zod';
import { layoutSchema } from './layout.ts';
import { entityOverrideSchema, identifier } from './settings.ts';

const wholeNumber = z
  .union([z.int(), z.string().regex(/^\d{1,4}$/, 'a whole number of at most four digits')])
  .transform((value) => Number(value));

const amountText = z
  .union([z.int(), z.string()])
  .transform((value) => String(value))
  .refine((text) => /^-?\d{1,12}(\.\d{1,2})?$/.test(text), 'an amount with at most two decimals');

/** Per cent with at most two decimals, kept as text: `15`, `12.5`. */
const rateText = z
  .union([z.number(), z.string()])
  .transform((value) => String(value))
  .refine(
    (text) => /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 100,
    'a rate from 0 to 100',
  );

const perEntity = z.record(z.string(), z.string()).default({});

/** What an element may be; the type decides how its rows post (DESIGN section 7). */
const ELEMENT_TYPES = [
  'advance',
  'additionalInvestment',
  'cost',
  'defaultInterest',
  'deposit',
  'disbursement',
  'fee',
  'interest',
  'interestPayout',
  'investment',
  'journal',
  'paymentDue',
  'paymentReceived',
  'refinance',
  'refund',
] as const;

/** How an element's rows are summed in the journal stream (ACCOUNTING 3.2). */
const SUMMARY_TYPES = ['fullDetail', 'daily', 'endOfMonth', 'none'] as const;

/** A company in the loan system, with the GL settings that it overrides. */
const entitySchema = entityOverrideSchema.extend({
  code: identifier,
  description: z.string().default(''),
  startDate: z
    .string()
    .regex(/^$|^\d{4}-\d{2}-\d{2}$/, 'a date YYYY-MM-DD')
    .default(''),
  openingBalances: z
    .array(z.strictObject({ glAccount: identifier, amount: amountText }))
    .default([]),
  monthsInAccountingPeriod: wholeNumber.default(1),
});

/** A branch; it belongs to an entity. */
const branchSchema = z.strictObject({
  id: identifier,
  description: z.string().default(''),
  entity: z.string().default(''),
});

/** A department of the loan system. */
const departmentSchema = z.strictObject({
  id: identifier,
  description: z.string().default(''),
});

/** One item of the information list `GstCodes`: our code (at most 5 characters) and Xero's tax type. */
const gstCodeSchema = z.strictObject({
  code: identifier.max(5),
  taxType: z.string().min(1).max(50),
  description: z.string().default(''),
});

/** A GL account of ours; `xeroType` is what the twin's is made as, `shared` that others post to it too. */
export const glAccountSchema = z.strictObject({
  code: identifier,
  description: z.string().default(''),
  category: z.string().default(''),
  active: z.boolean().default(true),
  shared: z.boolean().default(false),
  xeroType: z.string().default(''),
});

/** A kind of charge or movement, with its GL account, GST code, rate and summary type. */
const elementSchema = z.strictObject({
  code: identifier,
  description: z.string().default(''),
  type: z.enum(ELEMENT_TYPES),
  glAccount: z.string().default(''),
  glAccountByEntity: perEntity,
  gstCode: z.string().default(''),
  gstRate: rateText.default('0'),
  summaryType: z.enum(SUMMARY_TYPES).default('daily'),
});

/** A kind of loan account, with its control and clearing accounts. */
const accountTypeSchema = z.strictObject({
  code: identifier,
  description: z.string().default(''),
  controlAccount: z.string().default(''),
  controlAccountByEntity: perEntity,
  clearingAccount: z.string().default(''),
  clearingAccountByEntity: perEntity,
});

/** A bank account of an entity: its account in Xero, its clearing account, and the guide's grouping box. */
const bankAccountSchema = z.strictObject({
  code: identifier,
  entity: z.string().min(1),
  xeroAccount: z.string().default(''),
  clearingAccount: z.string().default(''),
  groupTransactions: z.boolean().default(true),
});

/** The schema of each kind of catalog item, under the name of its list in the configuration file. */
export const CATALOG_SCHEMAS = {
  entities: entitySchema,
  branches: branchSchema,
  departments: departmentSchema,
  gstCodes: gstCodeSchema,
  glAccounts: glAccountSchema,
  elements: elementSchema,
  accountTypes: accountTypeSchema,
  bankAccounts: bankAccountSchema,
  layouts: layoutSchema,
} as const;

export type CatalogKind = keyof typeof CATALOG_SCHEMAS;
export const CATALOG_KINDS = Object.keys(CATALOG_SCHEMAS) as CatalogKind[];

export type Entity = z.infer<typeof entitySchema>;
export type Branch = z.infer<typeof branchSchema>;
export type Department = z.infer<typeof departmentSchema>;
export type GstCode = z.infer<typeof gstCodeSchema>;
export type GlAccount = z.infer<typeof glAccountSchema>;
export type Element = z.infer<typeof elementSchema>;
export type ElementType = Element['type'];
export type SummaryType = Element['summaryType'];
export type AccountType = z.infer<typeof accountTypeSchema>;
export type BankAccount = z.infer<typeof bankAccountSchema>;

/** The type of the items of each list. */
export interface CatalogItems {
  entities: Entity;
  branches: Branch;
  departments: Department;
  gstCodes: GstCode;
  glAccounts: GlAccount;
  elements: Element;
  accountTypes: AccountType;
  bankAccounts: BankAccount;
  layouts: z.infer<typeof layoutSchema>;
}

/** A catalog item and the small whole number under which rows refer to it. */
export type Kept<T> = T & { readonly itemId: number };

/** All reference data, each list by code (or id, or name). */
export type Catalog = {
  readonly [K in CatalogKind]: ReadonlyMap<string, Kept<CatalogItems[K]>>;
};

/** The text that names an item within its list. */
export function catalogKey(item: CatalogItems[CatalogKind]): string {
  if ('code' in item) return item.code;
  return 'id' in item ? item.id : item.name;
}
