import type { ConfigurationInput } from '../../src/domain/configuration.ts';

/** Ways in which a lender may have set things up; a seed has one of them. */
export const VARIANTS = ['clearing', 'direct', 'firstOpenDay'] as const;

export type Variant = (typeof VARIANTS)[number];

/** A lender of two entities that share one organisation. */
export function configurationOf(variant: Variant): ConfigurationInput {
  return {
    version: 1,
    settings: {
      defaultContact: 'SUNDRY',
      publicAddress: 'https://loans.example',
      trackingB: { basis: 'branch', name: 'Branch' },
      ...(variant === 'clearing' ? {} : { trackingA: { basis: 'department', name: 'Department' } }),
      bankPosting: variant === 'direct' ? 'direct' : 'clearing',
      lockDatePolicy: variant === 'firstOpenDay' ? 'firstOpenDay' : 'hold',
    },
    entities: [
      { code: 'M', description: 'Main Entity', startDate: '2026-04-01' },
      { code: 'N', description: 'North Entity', startDate: '2026-04-01' },
    ],
    branches: [
      { id: 'EAST', entity: 'M' },
      { id: 'WEST', entity: 'M' },
      { id: 'NORTH', entity: 'N' },
    ],
    departments: [{ id: 'LOANS' }, { id: 'LEASES' }],
    gstCodes: [
      { code: 'OUT', taxType: 'OUTPUT2' },
      { code: 'NONE', taxType: 'NONE' },
    ],
    glAccounts: ACCOUNTS.map(({ code }) => ({ code })),
    elements: [
      fee('FEE', '4100', 'daily'),
      fee('SINGLE', '4110', 'fullDetail'),
      { code: 'INT', description: 'Interest', type: 'interest', glAccount: '4200' },
      {
        ...{ code: 'MONTH', description: 'Monthly interest', type: 'interest', glAccount: '4210' },
        summaryType: 'endOfMonth',
      },
      { ...{ code: 'MEMO', type: 'cost', glAccount: '4220' }, summaryType: 'none' },
      { code: 'PAY', description: 'Payment', type: 'paymentReceived' },
      { code: 'ADV', description: 'Advance', type: 'advance', glAccount: '2300' },
    ],
    accountTypes: [{ code: 'LOAN', controlAccount: '1100', clearingAccount: '2190' }],
    bankAccounts: [
      { code: 'BNZ', entity: 'M', xeroAccount: '090' },
      { code: 'ANZ', entity: 'N', xeroAccount: '095' },
    ],
  };
}

function fee(code: string, glAccount: string, summaryType: 'daily' | 'fullDetail') {
  const words = { code, description: `Fee ${code}`, type: 'fee' as const, summaryType };
  return { ...words, glAccount, gstCode: 'OUT', gstRate: 15 };
}

/** Accounts that the twin's organisation gets beside its own. */
export const ACCOUNTS = [
  { code: '095', name: 'Northern Bank', type: 'BANK' },
  { code: '1100', name: 'Loans Receivable', type: 'CURRENT' },
  { code: '2190', name: 'Loan Clearing', type: 'CURRLIAB' },
  { code: '2300', name: 'Loan Disbursements', type: 'CURRLIAB' },
  { code: '4100', name: 'Fees', type: 'REVENUE' },
  { code: '4110', name: 'Single Fees', type: 'REVENUE' },
  { code: '4200', name: 'Interest', type: 'REVENUE' },
  { code: '4210', name: 'Monthly Interest', type: 'REVENUE' },
  { code: '4220', name: 'Memo', type: 'REVENUE' },
  { code: '6100', name: 'Bad Debts', type: 'EXPENSE' },
  { code: '6200', name: 'Provisions', type: 'EXPENSE' },
];

export const TRACKING = [
  { name: 'Branch', options: ['EAST', 'WEST', 'NORTH'] },
  { name: 'Department', options: ['LOANS', 'LEASES'] },
];

export interface Borrower {
  readonly id: string;
  readonly entity: 'M' | 'N';
  readonly branch: string;
  readonly department: string;
  readonly isExempt: boolean;
}

export const BORROWERS: readonly Borrower[] = [
  { id: 'L1', entity: 'M', branch: 'EAST', department: 'LOANS', isExempt: false },
  { id: 'L2', entity: 'M', branch: 'WEST', department: 'LEASES', isExempt: false },
  { id: 'L3', entity: 'M', branch: 'EAST', department: '', isExempt: true },
  { id: 'N1', entity: 'N', branch: 'NORTH', department: 'LOANS', isExempt: false },
];

/** The file of loan accounts. */
export const BORROWER_FILE = [
  'account_id,client_id,client_name,account_type,entity,branch,department,gst_exempt',
  ...BORROWERS.map(({ id, entity, branch, department, isExempt }) =>
    [
      id,
      `C${id}`,
      `Client ${id}`,
      'LOAN',
      entity,
      branch,
      department,
      isExempt ? 'yes' : 'no',
    ].join(),
  ),
  '',
].join('\n');
