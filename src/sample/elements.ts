import type { ElementType, SummaryType } from '../domain/catalog.ts';
import type { ItemOf } from './chart.ts';

interface ElementRow {
  readonly description: string;
  readonly type: ElementType;
  readonly glAccount: string;
  readonly isTaxed?: true;
  readonly summaryType?: SummaryType;
}

/**
 * What a transaction can be. A movement with a bank account does not use its element's GL account;
 * it has one all the same, so that a row keyed in without a bank account ends on a clearing account.
 */
const TABLE = {
  TAKEOVER: { description: 'Loan Taken Over', type: 'refinance', glAccount: '2400' },
  ADVANCE: { description: 'Advance', type: 'advance', glAccount: '2300' },
  TOPUP: { description: 'Further Advance', type: 'advance', glAccount: '2300' },
  DISB: { description: 'Disbursement', type: 'disbursement', glAccount: '2300' },
  INT: { description: 'Interest', type: 'interest', glAccount: '4200' },
  INTADJ: {
    description: 'Interest Adjustment',
    type: 'journal',
    glAccount: '4200',
    summaryType: 'fullDetail',
  },
  DEFINT: { description: 'Default Interest', type: 'defaultInterest', glAccount: '4210' },
  ESTFEE: { description: 'Establishment Fee', type: 'fee', glAccount: '4100', isTaxed: true },
  PPSR: { description: 'PPSR Registration Fee', type: 'cost', glAccount: '4130', isTaxed: true },
  MAINT: {
    description: 'Account Maintenance Fee',
    type: 'fee',
    glAccount: '4110',
    summaryType: 'endOfMonth',
  },
  DEFFEE: { description: 'Default Fee', type: 'fee', glAccount: '4120' },
  PAYDD: {
    description: 'Payment by Direct Debit',
    type: 'paymentReceived',
    glAccount: '2191',
  },
  PAYBANK: {
    description: 'Payment by Bank Transfer',
    type: 'paymentReceived',
    glAccount: '2190',
  },
  REFUND: { description: 'Refund to Client', type: 'refund', glAccount: '2190' },
} as const satisfies Record<string, ElementRow>;

export type ElementCode = keyof typeof TABLE;

export const ELEMENTS: ItemOf<'elements'>[] = Object.entries(
  TABLE as Record<string, ElementRow>,
).map(([elementCode, { isTaxed, summaryType = 'daily', ...element }]) => ({
  code: elementCode,
  ...element,
  gstCode: isTaxed ? 'OUT' : 'NONE',
  gstRate: isTaxed ? '15' : '0',
  summaryType,
}));
