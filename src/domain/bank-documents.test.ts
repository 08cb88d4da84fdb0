import { describe, expect, it } from 'vitest';
import { contact } from '../../test/domain/organisation.ts';
import { type Given, heldOf, linesOf, planOf, type Row } from '../../test/domain/plan-of.ts';

const PAYMENT: Row = {
  element: 'PAY',
  amount: '-200.00',
  bank: 'BANK',
  group: 'DD7',
  client: 'C1',
};
const bankLines = (given: Given) =>
  linesOf(planOf(given)).filter((line) => / (RECEIVE|SPEND) /.test(line));
const contactsOf = (given: Given) =>
  planOf(given)
    .documents.filter((one) => one.kind === 'bankTransaction')
    .map((one) => one.bank?.contactId);
const problemsOf = (given: Given) => planOf(given).problems.map((one) => one.code);

describe('3.5 bank documents', () => {
  it('3.5 rows of equal bank account, group and date are one, with a line per branch', () => {
    const rows = [PAYMENT, { ...PAYMENT, amount: '-300.00' }, { ...PAYMENT, branch: 'WEST' }];
    expect(bankLines({ rows })).toEqual([
      '2026-05-04 RECEIVE 2190 500.00 NONE EAST',
      '2026-05-04 RECEIVE 2190 200.00 NONE WEST',
    ]);
    expect(planOf({ rows }).totals.bankTransactions).toBe(1);
  });

  it('3.5 a blank group, a reversal, or grouping off makes a single one', () => {
    const { group: _, ...single } = PAYMENT;
    const reversal = { ...PAYMENT, amount: '200.00', also: { isReversal: true } };
    expect(bankLines({ rows: [single, single, PAYMENT, reversal] })).toEqual([
      '2026-05-04 RECEIVE 2190 200.00 NONE EAST',
      '2026-05-04 RECEIVE 2190 200.00 NONE EAST',
      '2026-05-04 RECEIVE 2190 200.00 NONE EAST',
      '2026-05-04 SPEND 2190 200.00 NONE EAST',
    ]);
    const bankAccounts = [{ code: 'BANK', entity: 'M', groupTransactions: false }];
    const off = planOf({ rows: [PAYMENT, PAYMENT], configuration: { bankAccounts } });
    expect(off.totals.bankTransactions).toBe(2);
  });

  it('3.5 only what stands for a bank statement line keeps the group’s name from others', () => {
    const reversal = { ...PAYMENT, amount: '200.00', also: { isReversal: true } };
    const { posted } = planOf({ rows: [PAYMENT, reversal] });
    const atBank = posted.filter((one) => one.stream === 'bank');
    expect(atBank.map((one) => one.bankGroupId)).toEqual([1, 0]);
  });

  it('3.5 the net of the rows gives SPEND or RECEIVE, a line against it has a minus', () => {
    const refund: Row = {
      element: 'PAY',
      amount: '500.00',
      bank: 'BANK',
      group: 'DD7',
      branch: 'WEST',
    };
    expect(bankLines({ rows: [PAYMENT, refund] })).toEqual([
      '2026-05-04 SPEND 2190 -200.00 NONE EAST',
      '2026-05-04 SPEND 2190 500.00 NONE WEST',
    ]);
  });

  it('3.5 a net of zero makes no document if every line is zero, else it is held', () => {
    const back = { ...PAYMENT, amount: '200.00' };
    const nil = planOf({ rows: [PAYMENT, back] });
    expect([heldOf(nil), nil.totals.bankTransactions, nil.totals.transactions]).toEqual([[], 0, 2]);
    const apart = planOf({ rows: [PAYMENT, { ...back, branch: 'WEST' }] });
    expect(heldOf(apart)).toEqual(['bank held.bank_group_nets_to_zero 2']);
  });

  it('3.5 rows of one group with different dates are a problem', () => {
    const rows = [PAYMENT, { ...PAYMENT, date: '2026-05-05' }];
    expect(problemsOf({ rows })).toEqual(['bank_group.different_dates']);
    expect(planOf({ rows }).problems[0]?.facts.dates).toBe('2026-05-04, 2026-05-05');
  });

  it('3.5 a row for a group that has a live document is held', () => {
    const also = { blockedBy: 'bankGroupLives' } as const;
    expect(heldOf(planOf({ rows: [{ ...PAYMENT, also }] }))).toContain(
      'bank held.bank_group_lives 1',
    );
  });
});

describe('3.5 the contact of a bank transaction', () => {
  const contacts = [contact('BORROWERS'), contact('C1'), { ...contact('C2'), isActive: false }];
  const other = { ...PAYMENT, client: 'C2' };

  it('3.5 is the client’s when all rows are one client’s, else the default contact', () => {
    expect(contactsOf({ rows: [PAYMENT, PAYMENT], facts: { contacts } })).toEqual(['id-C1']);
    expect(contactsOf({ rows: [PAYMENT, other], facts: { contacts } })).toEqual(['id-BORROWERS']);
    expect(contactsOf({ rows: [other], facts: { contacts } })).toEqual(['id-BORROWERS']);
    expect(contactsOf({ rows: [{ ...PAYMENT, client: '' }], facts: { contacts } })).toEqual([
      'id-BORROWERS',
    ]);
  });

  it('3.5 the default contact may be given by its ContactID', () => {
    const configuration = { settings: { defaultContact: 'id-C1' } };
    expect(contactsOf({ rows: [other], facts: { contacts }, configuration })).toEqual(['id-C1']);
  });

  it('3.5 two active contacts of one Account Number are a problem, named once', () => {
    const twice = [...contacts, { ...contact('C1'), contactId: 'second' }];
    const apart = { ...PAYMENT, group: 'DD8', also: { bankGroup: 'DD8' } };
    expect(problemsOf({ rows: [PAYMENT, apart], facts: { contacts: twice } })).toEqual([
      'contact.ambiguous',
    ]);
    const defaults = [...contacts, { ...contact('BORROWERS'), contactId: 'second' }];
    expect(problemsOf({ rows: [other], facts: { contacts: defaults } })).toEqual([
      'contact.ambiguous',
    ]);
  });

  it('3.5 without a default contact the document is held; one that is not there is a problem', () => {
    const configuration = { settings: { defaultContact: '' } };
    expect(heldOf(planOf({ rows: [other], configuration }))).toEqual([
      'bank held.default_contact_missing 1',
    ]);
    expect(problemsOf({ rows: [other], facts: { contacts: [] } })).toEqual([
      'contact.default_missing',
    ]);
    expect(heldOf(planOf({ rows: [other], facts: { contacts: [] } }))).toEqual([]);
  });
});
