import { describe, expect, it } from 'vitest';
import { type Given, heldOf, linesOf, planOf, type Row } from '../../test/domain/plan-of.ts';
import type { FrozenPostings, PostingSide } from './bundle.ts';

const DIRECT = { settings: { bankPosting: 'direct' } } as const;
const FEE: Row = { element: 'FEE', amount: '115.00', gst: '15.00' };
const PAYMENT: Row = { element: 'PAY', amount: '-200.00', bank: 'BANK' };
const DISBURSEMENT: Row = { element: 'DISB', amount: '-10000.00', bank: 'BANK' };

describe('2.1 a charge', () => {
  it('2.1 debits the control account and credits the account of its element, with its tax type', () => {
    expect(linesOf(planOf({ rows: [FEE] }))).toEqual([
      '2026-05-04 1100 +115.00 NONE EAST',
      '2026-05-04 4100 -115.00 OUTPUT2 EAST',
    ]);
  });

  it('2.1 takes the accounts of its entity where there are any', () => {
    const configuration: Given['configuration'] = {
      elements: [{ code: 'FEE', type: 'fee', glAccountByEntity: { M: '4200' } }],
      accountTypes: [{ code: 'LOAN', controlAccountByEntity: { M: '2195' } }],
    };
    expect(linesOf(planOf({ rows: [FEE], configuration }))).toEqual([
      '2026-05-04 2195 +115.00 NONE EAST',
      '2026-05-04 4200 -115.00 OUTPUT2 EAST',
    ]);
  });

  it('2.1 is held without a control account, or an account of its element', () => {
    const noControl = { accountTypes: [{ code: 'LOAN', controlAccount: '' }] };
    const noElement: Given['configuration'] = {
      elements: [{ code: 'FEE', type: 'fee', glAccount: '' }],
    };
    expect(heldOf(planOf({ rows: [FEE], configuration: noControl }))).toEqual([
      'journals held.control_account_missing 1',
    ]);
    expect(heldOf(planOf({ rows: [FEE], configuration: noElement }))).toEqual([
      'journals held.element_without_gl_account 1',
    ]);
  });
});

describe('2.1 and 2.4 an element on the account of the other side', () => {
  it('2.1 is held, where the account of a charge is the control account', () => {
    const configuration: Given['configuration'] = {
      elements: [{ code: 'FEE', type: 'fee', glAccount: '1100' }],
    };
    expect(heldOf(planOf({ rows: [FEE], configuration }))).toEqual([
      'journals held.one_account_on_both_sides 1',
    ]);
  });

  it('2.4 is held in both streams, where the account of a disbursement is the clearing account', () => {
    const configuration: Given['configuration'] = {
      elements: [{ code: 'DISB', type: 'disbursement', glAccount: '2190' }],
    };
    expect(heldOf(planOf({ rows: [DISBURSEMENT], configuration })).sort()).toEqual([
      'bank held.one_account_on_both_sides 1',
      'journals held.one_account_on_both_sides 1',
    ]);
  });
});

describe('2.2 a money movement', () => {
  it('2.2 through clearing: control against clearing, and the bank account against clearing', () => {
    expect(linesOf(planOf({ rows: [PAYMENT] }))).toEqual([
      '2026-05-04 1100 -200.00 NONE EAST',
      '2026-05-04 2190 +200.00 NONE EAST',
      '2026-05-04 RECEIVE 2190 200.00 NONE EAST',
    ]);
  });

  it('2.2 directly: the bank account against control, and no journal', () => {
    const plan = planOf({ rows: [PAYMENT], configuration: DIRECT });
    expect(linesOf(plan)).toEqual(['2026-05-04 RECEIVE 1100 200.00 NONE EAST']);
    expect(plan.posted.map((one) => [one.stream, one.sides.length])).toEqual([
      ['bank', 2],
      ['journals', 0],
    ]);
    expect(plan.totals.transactions).toBe(1);
  });

  it('2.2 is held without an account in Xero, in both streams', () => {
    const configuration = { bankAccounts: [{ code: 'BANK', entity: 'M', xeroAccount: '' }] };
    expect(heldOf(planOf({ rows: [PAYMENT], configuration }))).toEqual([
      'journals held.bank_account_without_xero_account 1',
      'bank held.bank_account_without_xero_account 1',
    ]);
  });
});

describe('2.3 the clearing account', () => {
  const ofType = (clearingAccount: string, more = {}) => ({
    bankAccounts: [{ code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '' }],
    accountTypes: [{ code: 'LOAN', controlAccount: '1100', clearingAccount, ...more }],
  });
  const linesOn = (configuration: object) =>
    linesOf(planOf({ rows: [PAYMENT], configuration })).map((line) => line.split(' ').slice(1, 3));

  it('2.3 is the bank account’s, else the entity’s of the account type, else the account type’s', () => {
    const own = { clearingAccountByEntity: { M: '2300' } };
    const bankAccounts = [{ code: 'BANK', entity: 'M', clearingAccount: '2190' }];
    expect(linesOn({ ...ofType('2195', own), bankAccounts })[1]).toEqual(['2190', '+200.00']);
    expect(linesOn(ofType('2195', own))[1]).toEqual(['2300', '+200.00']);
    expect(linesOn(ofType('2195'))[1]).toEqual(['2195', '+200.00']);
  });

  it('2.3 is missing: held in both streams', () => {
    expect(heldOf(planOf({ rows: [PAYMENT], configuration: ofType('') }))).toEqual([
      'journals held.clearing_account_missing 1',
      'bank held.clearing_account_missing 1',
    ]);
  });

  it.each(['090', '1100', '820', '610'])('2.3 may not be %s: bank, control or system', (code) => {
    expect(heldOf(planOf({ rows: [PAYMENT], configuration: ofType(code) }))).toEqual([
      'journals held.clearing_account_unfit 1',
      'bank held.clearing_account_unfit 1',
    ]);
  });

  it('2.3 is the same in both streams, though it is changed between their exports', () => {
    const configuration = ofType('2195');
    const inJournals = frozen({ journals: [side('1100', 1), side('2190', -1)] });
    const inBank = frozen({ bank: [side('2190', 1), side('090', -1)] });
    const bank = planOf({ rows: [{ ...PAYMENT, also: { frozen: inJournals } }], configuration });
    expect(linesOf(bank).at(-1)).toBe('2026-05-04 RECEIVE 2190 200.00 NONE EAST');
    const journals = planOf({ rows: [{ ...PAYMENT, also: { frozen: inBank } }], configuration });
    expect(linesOf(journals).slice(0, 2)).toEqual([
      '2026-05-04 1100 -200.00 NONE EAST',
      '2026-05-04 2190 +200.00 NONE EAST',
    ]);
  });
});

describe('2.4 money lent is posted once', () => {
  it('2.4 the advance carries the bank account', () => {
    const advance = { element: 'ADV', amount: '10000.00', bank: 'BANK' };
    expect(linesOf(planOf({ rows: [advance] }))).toEqual([
      '2026-05-04 1100 +10000.00 NONE EAST',
      '2026-05-04 2190 -10000.00 NONE EAST',
      '2026-05-04 SPEND 2190 10000.00 NONE EAST',
    ]);
  });

  it('2.4 or the disbursement does, and empties its own account, never the control account', () => {
    expect(linesOf(planOf({ rows: [DISBURSEMENT] }))).toEqual([
      '2026-05-04 2300 +10000.00 NONE EAST',
      '2026-05-04 2190 -10000.00 NONE EAST',
      '2026-05-04 SPEND 2190 10000.00 NONE EAST',
    ]);
    expect(linesOf(planOf({ rows: [DISBURSEMENT], configuration: DIRECT }))).toEqual([
      '2026-05-04 SPEND 2300 10000.00 NONE EAST',
    ]);
  });

  it('2.4 a disbursement is held when positive, unless it reverses one, or without a bank account', () => {
    const positive = { ...DISBURSEMENT, amount: '10000.00' };
    const { bank: _, ...noBank } = DISBURSEMENT;
    expect(heldOf(planOf({ rows: [positive] }))).toEqual([
      'journals held.disbursement_positive 1',
      'bank held.disbursement_positive 1',
    ]);
    expect(heldOf(planOf({ rows: [noBank] }))).toEqual([
      'journals held.disbursement_without_bank 1',
    ]);
    const reversal = { ...positive, also: { isReversal: true } };
    expect(linesOf(planOf({ rows: [reversal] }))).toEqual([
      '2026-05-04 2300 -10000.00 NONE EAST',
      '2026-05-04 2190 +10000.00 NONE EAST',
      '2026-05-04 RECEIVE 2190 10000.00 NONE EAST',
    ]);
  });
});

describe('2.5 what is frozen is followed', () => {
  it('2.5 accounts, branch and tax type of the original, on the reversal’s own amount', () => {
    const original = frozen({
      journals: [side('1100', 1), { ...side('4200', -1), taxType: 'OUTPUT2', carriesGst: true }],
    });
    const reversal = { ...FEE, amount: '-115.00', gst: '-15.00', branch: 'EAST' };
    const plan = planOf({ rows: [{ ...reversal, also: { isReversal: true, frozen: original } }] });
    expect(linesOf(plan)).toEqual([
      '2026-05-04 1100 -115.00 NONE WEST',
      '2026-05-04 4200 +115.00 OUTPUT2 WEST',
    ]);
    expect(plan.totals).toMatchObject({ gst: -1500n, gstXero: -1500n });
  });

  it('2.5 taking back turns every side', () => {
    const also = { turn: -1, frozen: frozen({ journals: [side('1100', 1), side('4100', -1)] }) };
    expect(linesOf(planOf({ rows: [{ ...FEE, also: { ...also, turn: -1 } }] }))).toEqual([
      '2026-05-04 1100 -115.00 NONE WEST',
      '2026-05-04 4100 +115.00 NONE WEST',
    ]);
  });

  it('2.5 a movement whose journal part went directly still gets its bank part', () => {
    const also = { frozen: frozen({ profile: 'direct' }) };
    expect(linesOf(planOf({ rows: [{ ...PAYMENT, also }] }))).toEqual([
      '2026-05-04 RECEIVE 1100 200.00 NONE EAST',
    ]);
  });
});

describe('3.2 summary type none', () => {
  it('3.2 takes the row out of both streams, and counts it once', () => {
    const plan = planOf({
      rows: [{ element: 'MEMO', amount: '115.00', gst: '15.00' }],
      configuration: { elements: [{ code: 'MEMO', type: 'fee', glAccount: '' }] },
    });
    expect(plan).toMatchObject({ posted: [], held: [], totals: { excluded: 1 } });
  });
});

function side(glAccountCode: string, sign: 1 | -1): PostingSide {
  const where = { branch: 'WEST', department: 'LOANS' };
  return { glAccountCode, ...where, taxType: 'NONE', sign, carriesGst: false };
}

function frozen(parts: Partial<FrozenPostings>): FrozenPostings {
  return { profile: 'clearing', journals: [], bank: [], lineDate: undefined, ...parts };
}
