import { z } from 'zod';

/** Text that identifies something of ours: 1 to 100 printable characters, no blank at either end. */
export const identifier = z
  .string()
  .regex(/^[^\s\p{C}](?:[^\p{C}]{0,98}[^\s\p{C}])?$/u, '1 to 100 printable characters');

const trackingChoice = z.strictObject({
  basis: z.enum(['none', 'department', 'branch']),
  name: z.string().trim().max(100).default(''),
});

const entityTrackingChoice = z.strictObject({
  basis: z.enum(['global', 'none', 'department', 'branch']).default('global'),
  name: z.string().trim().max(100).default(''),
});

const loopbackAddress = z
  .string()
  .regex(
    /^$|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\/?$/,
    'an address on this machine, or blank',
  );

/** The system-wide General Ledger and Accounting page; each key as in the guide. */
export const settingsSchema = z.strictObject({
  useGst: z.boolean(),
  exemptGstCode: z.string(),
  useAccountingPeriods: z.boolean(),
  useGeneralLedger: z.boolean(),
  useNewInterface: z.boolean(),
  accountingInterface: z.boolean(),
  exportType: z.enum(['xero', 'xeroJournalFile']),
  allowUserToModifyExportSettings: z.boolean(),
  defaultExportId: z.string(),
  redirectUri: z.string(),
  publicAddress: z.string(),
  twinUrl: loopbackAddress,
  clientId: z.string(),
  logAllRequests: z.boolean(),
  tenant: z.string(),
  accountStructure: z.string(),
  defaultContact: z.string(),
  trackingA: trackingChoice,
  trackingB: trackingChoice,
  journalStatus: z.enum(['posted', 'draft']),
  bankPosting: z.enum(['clearing', 'direct']),
  lockDatePolicy: z.enum(['hold', 'firstOpenDay']),
  streams: z.array(z.enum(['journals', 'bank'])),
  forceTestMode: z.boolean(),
  sendEmail: z.boolean(),
  redirectEmail: z.string(),
  sendSms: z.boolean(),
  redirectPhone: z.string(),
  parameterSet: z.string(),
});

/** What an entity may override; a blank inherits, a basis of `global` inherits. */
export const entityOverrideSchema = z.strictObject({
  clientId: z.string().default(''),
  tenant: z.string().default(''),
  accountStructure: z.string().default(''),
  defaultContact: z.string().default(''),
  trackingA: entityTrackingChoice.prefault({}),
  trackingB: entityTrackingChoice.prefault({}),
});

export type GlobalSettings = z.infer<typeof settingsSchema>;
export type EntityOverride = z.infer<typeof entityOverrideSchema>;
export type OptionBasis = 'none' | 'department' | 'branch';
export type Stream = 'journals' | 'bank';
export type Mode = 'production' | 'test';
export type PostingProfile = 'clearing' | 'direct';

/** What holds until somebody sets it. */
export const DEFAULT_SETTINGS: GlobalSettings = {
  useGst: true,
  exemptGstCode: '',
  useAccountingPeriods: false,
  useGeneralLedger: true,
  useNewInterface: true,
  accountingInterface: true,
  exportType: 'xero',
  allowUserToModifyExportSettings: true,
  defaultExportId: '[YYYYMMDD].[Seq]',
  redirectUri: '',
  publicAddress: '',
  twinUrl: '',
  clientId: '',
  logAllRequests: false,
  tenant: '',
  accountStructure: '',
  defaultContact: '',
  trackingA: { basis: 'none', name: '' },
  trackingB: { basis: 'none', name: '' },
  journalStatus: 'posted',
  bankPosting: 'clearing',
  lockDatePolicy: 'hold',
  streams: ['journals', 'bank'],
  forceTestMode: false,
  sendEmail: false,
  redirectEmail: '',
  sendSms: false,
  redirectPhone: '',
  parameterSet: '',
};

/** The settings in force for one entity: its own where it overrides, else the global ones. */
export function resolveSettings(
  settings: GlobalSettings,
  override: EntityOverride,
): GlobalSettings {
  return {
    ...settings,
    clientId: override.clientId || settings.clientId,
    tenant: override.tenant || settings.tenant,
    accountStructure: override.accountStructure || settings.accountStructure,
    defaultContact: override.defaultContact || settings.defaultContact,
    trackingA: resolveTracking(settings.trackingA, override.trackingA),
    trackingB: resolveTracking(settings.trackingB, override.trackingB),
  };
}

type TrackingChoice = GlobalSettings['trackingA'];

function resolveTracking(
  global: TrackingChoice,
  override: EntityOverride['trackingA'],
): TrackingChoice {
  if (override.basis === 'global') return { ...global, name: override.name || global.name };
  return { basis: override.basis, name: override.name || global.name };
}
