import type { ProblemShape } from '../api/contract/shapes.ts';

/** The page on which something is put right. */
export interface Place {
  /** What the button says. */
  readonly label: string;
  /** A route of the app, with what fills it. */
  readonly to: string;
  readonly params?: Readonly<Record<string, string>>;
}

type PlaceOf = (facts: ProblemShape['facts']) => Place;

const SETTINGS: PlaceOf = () => ({
  label: 'Open GL and Accounting',
  to: '/tools/global-settings/gl-and-accounting',
});
const GL_ACCOUNTS: PlaceOf = () => ({ label: 'Open GL Accounts', to: '/admin/gl-accounts' });
const BANK_ACCOUNTS: PlaceOf = () => ({ label: 'Open Bank Accounts', to: '/admin/bank-accounts' });
const ACCOUNT_TYPES: PlaceOf = () => ({ label: 'Open Account Types', to: '/admin/account-types' });
const GST_CODES: PlaceOf = () => ({
  label: 'Open Information Lists',
  to: '/admin/information-lists',
});
const ELEMENTS: PlaceOf = () => ({ label: 'Open Elements', to: '/admin/elements' });
const ENTITIES: PlaceOf = () => ({ label: 'Open Entities', to: '/admin/entities' });
const BRANCHES: PlaceOf = () => ({ label: 'Open Branches', to: '/admin/branches' });
const DATA: PlaceOf = () => ({ label: 'Open Import', to: '/loan-data/import' });
const BATCH: PlaceOf = ({ exportId }) => ({
  label: `Open ${exportId}`,
  to: '/batches/$exportId',
  params: { exportId: String(exportId) },
});

/** Where each problem is put right, by its code or by the thing that it is about. */
const PLACES: Readonly<Record<string, PlaceOf>> = {
  settings: SETTINGS,
  connection: SETTINGS,
  xero_connection: SETTINGS,
  xero_consent: SETTINGS,
  xero_sign_in: SETTINGS,
  redirect_uri: SETTINGS,
  contact: SETTINGS,
  tracking: SETTINGS,
  account_structure: SETTINGS,
  export_id: SETTINGS,
  gl_account: GL_ACCOUNTS,
  bank_account: BANK_ACCOUNTS,
  tax_type: GST_CODES,
  gst: ELEMENTS,
  entity: ENTITIES,
  currency: DATA,
  bank_group: DATA,
  'batch.is_open': BATCH,
  'undo.cut_short': BATCH,
  'undo.in_doubt': BATCH,
  'tax_type.other_rate': ELEMENTS,
  'held.element_without_gl_account': ELEMENTS,
  'held.one_account_on_both_sides': ELEMENTS,
  'held.gst_code_missing': ELEMENTS,
  'held.gst_without_rate': ELEMENTS,
  'held.import_gst_mapping': ELEMENTS,
  'held.control_account_missing': ACCOUNT_TYPES,
  'held.clearing_account_missing': ACCOUNT_TYPES,
  'held.clearing_account_unfit': BANK_ACCOUNTS,
  'held.bank_account_without_xero_account': BANK_ACCOUNTS,
  'held.bank_account_of_other_entity': BANK_ACCOUNTS,
  'held.entry_clearing_missing': BANK_ACCOUNTS,
  'held.branch_of_other_entity': BRANCHES,
  'held.default_contact_missing': SETTINGS,
  'held.entry_bank_lines': SETTINGS,
  'held.disbursement_without_bank': DATA,
  'held.disbursement_positive': DATA,
  'held.bank_group_nets_to_zero': DATA,
  'held.undone': () => ({ label: 'Open Export Batches', to: '/batches' }),
  'held.bank_group_lives': () => ({ label: 'Open Export Batches', to: '/batches' }),
  'held.bank_part_changed': () => ({ label: 'Open Export Batches', to: '/batches' }),
  'warning.end_of_month_with_bank': ELEMENTS,
  'warning.drafts_with_clearing': SETTINGS,
};

/** The page where a problem is put right; undefined where that is not in this program. */
export function placeOf({ code, facts }: ProblemShape): Place | undefined {
  const found = PLACES[code] ?? PLACES[code.split('.')[0] ?? ''];
  return found?.(facts);
}
