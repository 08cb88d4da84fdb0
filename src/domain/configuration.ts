import { z } from 'zod';
import { CATALOG_SCHEMAS } from './catalog.ts';
import { settingsSchema } from './settings.ts';

/** Of the embedded twin alone; fixed at its first use. */
export const testOrganisationSchema = z.strictObject({
  seed: z.enum(['demo-nz', 'lender-nz', 'empty']).default('lender-nz'),
  name: z.string().optional(),
  country: z.enum(['NZ', 'AU', 'GB']).optional(),
  baseCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters, such as NZD')
    .optional(),
  financialYearEnd: z
    .string()
    .regex(/^\d{2}-\d{2}$/, 'MM-DD')
    .optional(),
});

const S = CATALOG_SCHEMAS;

/** The configuration file; only `version` is required and unknown keys are refused. */
export const configurationSchema = z.strictObject({
  version: z.union([z.literal(1), z.literal('1')]).transform(() => 1 as const),
  settings: settingsSchema.partial().optional(),
  entities: z.array(S.entities).default([]),
  branches: z.array(S.branches).default([]),
  departments: z.array(S.departments).default([]),
  gstCodes: z.array(S.gstCodes).default([]),
  glAccounts: z.array(S.glAccounts).default([]),
  elements: z.array(S.elements).default([]),
  accountTypes: z.array(S.accountTypes).default([]),
  bankAccounts: z.array(S.bankAccounts).default([]),
  layouts: z.array(S.layouts).default([]),
  scripts: z.array(z.never()).max(0).default([]),
  schedules: z.array(z.never()).max(0).default([]),
  testOrganisation: testOrganisationSchema.optional(),
});

export type Configuration = z.infer<typeof configurationSchema>;
export type ConfigurationInput = z.input<typeof configurationSchema>;
export type TestOrganisation = z.infer<typeof testOrganisationSchema>;
