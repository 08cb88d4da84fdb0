import { describe, expect, it } from 'vitest';
import { catalogOf, LENDER } from '../../test/domain/lender.ts';
import { composeAccountCode, glAccountBehind, structureFaults } from './account-structure.ts';

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
    expect(structureFaults('[GlAccount]-[Region]-[Dealer]')).toEqual([
      ...['has the unknown part [Region]', 'has the unknown part [Dealer]'],
    ]);
  });

  it('has the GL account in it, or is blank', () => {
    expect(structureFaults('')).toEqual([]);
    expect(structureFaults('[Branch]')).toEqual([
      'has no [GlAccount], so that all lines would go to one account',
    ]);
  });

  it.each([
    ['1100', '1100'],
    ['M-1100.EAST', '1100'],
    ['M-1100.', '1100'],
    ['4100/4100', '4100'],
    ['4100/1100', '4100/1100'],
    ['M-1100xEAST', 'M-1100xEAST'],
    ['M-9999.EAST', 'M-9999.EAST'],
  ])('finds behind %s the GL account %s', (sent, glAccountCode) => {
    const structures = ['', '[Entity]-[GlAccount].[Branch]', '[GlAccount]/[GlAccount]'];
    expect(glAccountBehind(structures, catalogOf(LENDER).catalog)(sent)).toBe(glAccountCode);
  });
});
