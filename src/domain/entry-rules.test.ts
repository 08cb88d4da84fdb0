import { describe, expect, it } from 'vitest';
import { type Entry, type Given, heldOf, linesOf, planOf } from '../../test/domain/plan-of.ts';

const DIRECT = { settings: { bankPosting: 'direct' } } as const;
const PLAIN: Entry = { lines: ['6100 50.00 EAST', '4200 -50.00 WEST'], narration: 'Write-off' };
const BANKED: Entry = { lines: ['090 500.00', '1100 -300.00 EAST', '4200 -200.00 WEST'] };

describe('2.8 ready-made entries', () => {
  it('2.8 keep every line apart, with the narration in its text, and may span options', () => {
    const twice = { ...PLAIN, lines: ['6100 20.00 EAST', '6100 30.00 EAST', '4200 -50.00'] };
    const plan = planOf({ entries: [PLAIN, twice] });
    expect(linesOf(plan)).toEqual([
      '2026-05-04 6100 +50.00 NONE EAST',
      '2026-05-04 4200 -50.00 NONE WEST',
      '2026-05-04 6100 +20.00 NONE EAST',
      '2026-05-04 6100 +30.00 NONE EAST',
      '2026-05-04 4200 -50.00 NONE',
    ]);
    expect(plan.documents).toHaveLength(1);
    expect(plan.documents[0]?.lines[0]?.description).toBe('Write-off');
  });

  it('2.8 amounts include GST where a line has a GST code, at the rate of Xero', () => {
    const plan = planOf({ entries: [{ lines: ['1100 115.00 EAST', '4100 -115.00 EAST OUT'] }] });
    expect(linesOf(plan)).toEqual([
      '2026-05-04 1100 +115.00 NONE EAST',
      '2026-05-04 4100 -115.00 OUTPUT2 EAST',
    ]);
    expect(plan.totals).toMatchObject({ gst: 1500n, gstXero: 1500n });
  });

  it('2.8 through clearing: a bank line goes to its clearing account, and the bank stream gets it', () => {
    expect(linesOf(planOf({ entries: [BANKED] }))).toEqual([
      '2026-05-04 2190 +500.00 NONE',
      '2026-05-04 1100 -300.00 NONE EAST',
      '2026-05-04 4200 -200.00 NONE WEST',
      '2026-05-04 RECEIVE 2190 500.00 NONE',
    ]);
  });

  it('2.8 with grouping on, one bank transaction per date and sign; off, one per entry', () => {
    const out = { lines: ['1100 40.00 EAST', '090 -40.00'] };
    const banked = (configuration: Given['configuration'] = {}) =>
      linesOf(planOf({ entries: [BANKED, out, out], configuration })).slice(7);
    expect(banked()).toEqual([
      '2026-05-04 RECEIVE 2190 500.00 NONE',
      '2026-05-04 SPEND 2190 80.00 NONE',
    ]);
    const bankAccounts = [{ code: 'BANK', entity: 'M', groupTransactions: false }];
    expect(banked({ bankAccounts })).toEqual([
      '2026-05-04 RECEIVE 2190 500.00 NONE',
      '2026-05-04 SPEND 2190 40.00 NONE',
      '2026-05-04 SPEND 2190 40.00 NONE',
    ]);
  });

  it('2.8 directly: exactly one bank line makes the entry a bank transaction', () => {
    expect(linesOf(planOf({ entries: [BANKED], configuration: DIRECT }))).toEqual([
      '2026-05-04 RECEIVE 1100 300.00 NONE EAST',
      '2026-05-04 RECEIVE 4200 200.00 NONE WEST',
    ]);
  });

  it('2.8 directly with two bank lines, or without a clearing account: held in both streams', () => {
    const two = { lines: ['090 500.00', '090 -200.00', '1100 -300.00 EAST'] };
    expect(heldOf(planOf({ entries: [two], configuration: DIRECT }))).toEqual([
      'journals held.entry_bank_lines 1',
      'bank held.entry_bank_lines 1',
    ]);
    const bankAccounts = [{ code: 'BANK', entity: 'M', clearingAccount: '' }];
    expect(heldOf(planOf({ entries: [BANKED], configuration: { bankAccounts } }))).toEqual([
      'journals held.entry_clearing_missing 1',
      'bank held.entry_clearing_missing 1',
    ]);
  });

  it.each(['820', '840', '860'])('2.8 a line on %s passes with a warning', (glAccount) => {
    const { problems, warnings } = planOf({
      entries: [{ lines: [`${glAccount} 1.00 EAST`, '4200 -1.00 EAST'] }],
    });
    expect(problems).toEqual([]);
    expect(warnings.map((one) => [one.code, one.facts.glAccount])).toEqual([
      ['gl_account.system_account_used', glAccount],
    ]);
  });

  it.each(['610', '960'])('2.8 a line on %s, which Xero runs itself, is refused', (glAccount) => {
    const entries = [{ lines: [`${glAccount} 1.00 EAST`, '4200 -1.00 EAST'] }];
    const { problems, warnings } = planOf({ entries });
    expect(problems.map((one) => one.code)).toEqual(['gl_account.is_system_account']);
    expect(warnings).toEqual([]);
  });

  it('2.8 a refused line is named, whether it has a text or none', () => {
    const entries = ['', 'Rent'].map((narration) => {
      return { lines: ['610 1.00 EAST', '4200 -1.00 EAST'], narration };
    });
    expect(planOf({ entries }).problems[0]?.message).toMatch(/cannot be used for: E1000, Rent\.$/);
  });

  it('2.8 is never cut: above 250 lines it is its own document', () => {
    const many = Array.from({ length: 300 }, () => '6100 1.00 EAST');
    const long = { lines: [...many, '4200 -300.00 EAST'] };
    const plan = planOf({ entries: [PLAIN, long, PLAIN] });
    expect(plan.documents.map((one) => one.lines.length)).toEqual([2, 301, 2]);
  });

  it('2.8 keeps the profile and the clearing account of the part that went first', () => {
    const side = { branch: '', department: '', taxType: 'NONE', gst: 0n, text: '' };
    const sides = [
      { ...side, glAccountCode: '2195', amount: 500_00n },
      { ...side, glAccountCode: '1100', amount: -300_00n },
      { ...side, glAccountCode: '4200', amount: -200_00n },
    ];
    const frozen = { profile: 'clearing', journals: sides, bank: [], lineDate: undefined };
    const entry = { ...BANKED, also: { freeStreams: ['bank'], frozen } } as unknown as Entry;
    expect(linesOf(planOf({ entries: [entry], configuration: DIRECT }))).toEqual([
      '2026-05-04 RECEIVE 2195 500.00 NONE',
    ]);
  });
});
