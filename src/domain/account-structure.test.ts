import { describe, expect, it } from 'vitest';
import { checkAccountStructure, composeAccountCode } from './account-structure.ts';

const PARTS = { glAccountCode: '4100', branch: 'EAST', department: '', entity: 'M' };

describe('the account structure', () => {
  it.each([
    ['', '4100'],
    ['[GlAccount]', '4100'],
    ['[Entity]-[GlAccount].[Branch]', 'M-4100.EAST'],
    ['[GlAccount][Department]', '4100'],
    ['4100', '4100'],
  ])('%j gives %s', (structure, sent) => {
    expect(composeAccountCode(structure, PARTS)).toBe(sent);
  });

  it('names every token that is unknown', () => {
    const problems = checkAccountStructure('[GlAccount]-[Region]-[Dealer]');
    expect(problems.map((one) => [one.code, one.facts.token])).toEqual([
      ['account_structure.invalid', '[Region]'],
      ['account_structure.invalid', '[Dealer]'],
    ]);
  });
});
