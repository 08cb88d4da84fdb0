import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../domain/configuration.ts';
import type { AccountingDate } from '../domain/dates.ts';
import { sampleConfiguration } from './configuration.ts';

/** Codes of accounts that Xero runs itself in New Zealand. */
const SYSTEM_CODES = ['497', '498', '499', '610', '800', '801', '814', '820', '840', '860', '877'];

describe('the sample lender as a configuration file', () => {
  const input = sampleConfiguration({ from: '2026-04-01' as AccountingDate });
  const configuration = configurationSchema.parse(input);
  const glAccounts = configuration.glAccounts.map((glAccount) => glAccount.code);

  it('is taken by the published schema', () => {
    expect(configuration.entities[0]).toMatchObject({ code: 'M', startDate: '2026-04-01' });
    expect(JSON.parse(JSON.stringify(input))).toEqual(input);
  });

  it('names only things that it holds', () => {
    const { elements, accountTypes, bankAccounts, branches, gstCodes } = configuration;
    const used = [
      ...elements.map((element) => element.glAccount),
      ...accountTypes.flatMap((type) => [type.controlAccount, type.clearingAccount]),
      ...bankAccounts.flatMap((bank) => [bank.xeroAccount, bank.clearingAccount]),
    ];
    expect(used.filter((glAccount) => !glAccounts.includes(glAccount))).toEqual([]);
    expect(new Set(branches.map((branch) => branch.entity))).toEqual(new Set(['M']));
    const codes = gstCodes.map((gstCode) => gstCode.code);
    expect(elements.filter((element) => !codes.includes(element.gstCode))).toEqual([]);
  });

  it('has codes of at most ten characters, unique, none of them of a system account', () => {
    expect(new Set(glAccounts).size).toBe(glAccounts.length);
    expect(glAccounts.filter((glAccount) => glAccount.length > 10)).toEqual([]);
    expect(glAccounts.filter((glAccount) => [...SYSTEM_CODES, '960'].includes(glAccount))).toEqual(
      [],
    );
  });

  it('2.3 clears over accounts that are neither a bank nor a control account', () => {
    const controls = configuration.accountTypes.map((type) => type.controlAccount);
    const banks = configuration.bankAccounts.map((bank) => bank.xeroAccount);
    for (const { clearingAccount } of [
      ...configuration.accountTypes,
      ...configuration.bankAccounts,
    ]) {
      expect([...controls, ...banks]).not.toContain(clearingAccount);
    }
  });
});
