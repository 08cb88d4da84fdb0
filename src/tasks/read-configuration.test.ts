import { describe, expect, it } from 'vitest';
import { catalogOf, lenderWith } from '../../test/domain/lender.ts';
import type { Problem } from '../domain/problem.ts';
import { parseConfiguration } from './read-configuration.ts';

const EMPTY = catalogOf({ version: 1 });

function read(text: string, stored = EMPTY) {
  const outcome = parseConfiguration('tieout.yaml', text, stored);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

function problemsIn(text: string, stored = EMPTY): Problem[] {
  const outcome = parseConfiguration('tieout.yaml', text, stored);
  return outcome.ok ? [] : [...outcome.problems];
}

const told = (text: string, stored = EMPTY) =>
  problemsIn(text, stored).map(({ code, message }) => `${code}: ${message}`);

describe('a configuration file', () => {
  it('needs its version alone', () => {
    expect(read('version: 1')).toMatchObject({ version: 1, entities: [], elements: [] });
  });

  it('may be JSON, with tabs', () => {
    const json = '{\n\t"version": 1,\n\t"branches": [{ "id": "EAST" }]\n}';
    expect(read(json).branches).toMatchObject([{ id: 'EAST' }]);
  });

  it('keeps every number as it is written, however it is written', () => {
    const { glAccounts, elements, entities } = read(`
version: 1
glAccounts: [{ code: 090 }, { code: 4100.10 }, { code: 1e3 }, { code: 0x1F }]
elements: [{ code: 9007199254740993, type: fee, gstRate: 12.50, gstCode: '' }]
entities: [{ code: M, openingBalances: [{ glAccount: 090, amount: -115.10 }] }]`);
    expect(glAccounts.map((one) => one.code)).toEqual(['090', '4100.10', '1e3', '0x1F']);
    expect(elements).toMatchObject([{ code: '9007199254740993', gstRate: '12.50' }]);
    expect(entities[0]?.openingBalances).toEqual([{ glAccount: '090', amount: '-115.10' }]);
  });

  it('may refer to what is stored already', () => {
    const text = 'version: 1\nelements: [{ code: LATE, type: fee, glAccount: 4100, gstCode: OUT }]';
    expect(problemsIn(text, catalogOf(lenderWith()))).toEqual([]);
    expect(told(text)).toHaveLength(2);
  });

  it.each([
    ['YAML that ends early', 'version: 1\nbranches: [', 'configuration.not_yaml: Line 2 of'],
    ['an alias of nothing', 'version: 1\nbranches: *other', 'configuration.not_yaml: A line of'],
    ['the same key twice', 'version: 1\nversion: 1', 'configuration.not_yaml: Line 2 of'],
    ['nothing', '', 'configuration.value_invalid: The file: it holds no configuration'],
    ['a list', '- version: 1', 'The file: it holds no configuration'],
    ['no version', 'branches: []', 'version: version is missing.'],
    ['another version', 'version: 2', 'version "2" is not known to this tieout; write version: 1.'],
  ])('is refused for %s', (_, text, expected) => {
    expect(told(text).join('\n')).toContain(expected);
  });

  it.each([
    ['a text for a truth', 'settings: { useGst: yes }', '"yes" should be true or false.'],
    ['a truth for a text', 'branches: [{ id: true }]', 'branches[0].id: true should be a text.'],
    ['a text for a list', 'branches: EAST', 'branches: "EAST" should be a list.'],
    ['a blank id', 'branches: [{ id: "" }]', 'branches[0].id: "" should be 1 to 100 printable'],
    ['a long GST code', 'gstCodes: [{ code: OUTPUT, taxType: X }]', 'more than 5 characters.'],
    ['a blank tax type', 'gstCodes: [{ code: O, taxType: "" }]', 'taxType: it may not be blank.'],
    ['a word not in the list', 'elements: [{ code: F, type: fe }]', 'probably fee is meant.'],
    ['half a cent', openingBalance('0.005'), '"0.005" should be an amount with at most two'],
    ['a float', openingBalance('1e3'), '"1e3" should be an amount with at most two decimals'],
    [
      'a missing day',
      'entities: [{ code: M, startDate: 2026-02-30 }]',
      'is no day of the calendar',
    ],
    ['a type unknown to Xero', 'glAccounts: [{ code: 1, xeroType: BANKK }]', 'BANK is meant.'],
    [
      'a word for a number',
      'entities: [{ code: M, monthsInAccountingPeriod: x }]',
      '"x" should be',
    ],
    ['no currency', 'testOrganisation: { baseCurrency: nzd }', '"nzd" should be three capital'],
    ['a code too long for Xero', 'glAccounts: [{ code: 12345678901, xeroType: BANK }]', '10 char'],
  ])('is refused for %s in it', (_, text, expected) => {
    expect(told(`version: 1\n${text}`).join('\n')).toContain(expected);
  });

  it.each([
    ['settings: { streems: [] }', 'Line 2, settings.streems', 'Did you mean "streams"?'],
    [
      'elements: [{ code: F, type: fee, gstcode: X }]',
      'elements[0].gstcode',
      'Did you mean "gstCode"?',
    ],
    ['fees: []', 'Line 2, fees', 'Delete it, or use one of: version, settings, entities'],
  ])('is refused for an unknown key: %s', (text, place, remedy) => {
    const [found] = problemsIn(`version: 1\n${text}`);
    expect(found?.code).toBe('configuration.unknown_key');
    expect(found?.message).toContain(place);
    expect(found?.remedy).toContain(remedy);
  });

  it.each([
    ['settings: { clientSecret: s3cret-value }', 'settings.clientSecret'],
    ['entities: [{ code: M, token: s3cret-value }]', 'entities[0].token'],
    ['xero: { password: s3cret-value }', 'xero.password'],
    ['api_key: s3cret-value', 'api_key'],
  ])('is refused for a secret, which is not repeated: %s', (text, place) => {
    const found = problemsIn(`version: 1\n${text}`);
    expect(found[0]).toMatchObject({ code: 'configuration.secret' });
    expect(found[0]?.message).toContain(place);
    expect(JSON.stringify(found)).not.toContain('s3cret');
  });

  it('takes a column of a layout for no secret, whatever it is called', () => {
    const layout = 'fields: { reference: { column: r, map: { token: T, password: P } } }';
    expect(problemsIn(`version: 1\nlayouts: [{ name: L, for: accounts, ${layout} }]`)).toEqual([]);
  });
});

describe('references of a configuration file', () => {
  it.each([
    ['settings: { exemptGstCode: EX }', 'settings.exemptGstCode', 'EX', 'gstCodes'],
    [openingBalance('1.00'), 'entities[0].openingBalances[0].glAccount', '1', 'glAccounts'],
    ['branches: [{ id: EAST, entity: M }]', 'branches[0].entity', 'M', 'entities'],
    [
      'elements: [{ code: F, type: fee, glAccount: 1 }]',
      'elements[0].glAccount',
      '1',
      'glAccounts',
    ],
    ['elements: [{ code: F, type: fee, gstCode: X }]', 'elements[0].gstCode', 'X', 'gstCodes'],
    [byEntity('elements', 'type: fee, glAccount'), 'glAccountByEntity.M', 'M', 'entities'],
    [byEntity('accountTypes', 'controlAccount'), 'controlAccountByEntity.M', '1', 'glAccounts'],
    [byEntity('accountTypes', 'clearingAccount'), 'clearingAccountByEntity.M', '1', 'glAccounts'],
    ['bankAccounts: [{ code: B, entity: M }]', 'bankAccounts[0].entity', 'M', 'entities'],
    [
      'bankAccounts: [{ code: B, entity: M, clearingAccount: 1 }]',
      'bankAccounts[0].clearingAccount',
      '1',
      'glAccounts',
    ],
  ])('must lead somewhere: %s', (text, place, value, list) => {
    const found = problemsIn(`version: 1\n${text}`).filter(
      (one) => one.facts.value === value && one.facts.list === list,
    );
    expect(found).toMatchObject([{ code: 'configuration.reference_missing' }]);
    expect(found[0]?.message).toContain(place);
  });

  it('are checked beside the faults of other items, and all come in the order of the file', () => {
    const lines = told(`version: 1
elements:
  - { code: A, type: fe, gstCode: GO }
  - { code: B, type: fee, gstCode: OTU, gstrate: 1 }
gstCodes:
  - { code: OUT }
bankAccounts: [{ code: B, clearingAccount: '1' }]
branches:
  - { id: EAST, entity: N }`).map((line) => /Line \d+, [\w[\].]+/.exec(line)?.[0]);
    expect(lines).toEqual([
      'Line 3, elements[0].type',
      'Line 3, elements[0].gstCode',
      'Line 4, elements[1].gstrate',
      'Line 4, elements[1].gstCode',
      'Line 6, gstCodes[0].taxType',
      'Line 7, bankAccounts[0].entity',
      'Line 7, bankAccounts[0].clearingAccount',
      'Line 9, branches[0].entity',
    ]);
  });

  it('to an item that is itself at fault are not at fault', () => {
    const text =
      'version: 1\ngstCodes: [{ code: OUT }]\nelements: [{ code: F, type: fee, gstCode: OUT }]';
    expect(problemsIn(text)).toMatchObject([{ facts: { place: 'Line 2, gstCodes[0].taxType' } }]);
  });

  it.each([
    [
      'accountTypes: [{ code: L, controlAccount: 1100, clearingAccount: 1100 }]',
      'accountTypes[0].clearingAccount: 1100 cannot be a clearing account, since it is the control account of account type L.',
    ],
    [
      'accountTypes: [{ code: L, clearingAccountByEntity: { M: 1100 } }, { code: K, controlAccountByEntity: { M: 1100 } }]',
      'the control account of account type K.',
    ],
    [
      'bankAccounts: [{ code: B, entity: M, xeroAccount: 1100, clearingAccount: 1100 }]',
      'bankAccounts[0].clearingAccount: 1100 cannot be a clearing account, since it is the account in Xero of bank account B.',
    ],
    [
      'bankAccounts: [{ code: B, entity: M, clearingAccount: 1200 }]',
      '1200 cannot be a clearing account, since it is a bank account.',
    ],
  ])('make no clearing account of another one: %s', (text, message) => {
    const known =
      'entities: [{ code: M }]\nglAccounts: [{ code: 1100 }, { code: 1200, xeroType: BANK }]';
    const found = problemsIn(`version: 1\n${known}\n${text}`);
    expect(found).toMatchObject([{ code: 'configuration.clearing_unfit' }]);
    expect(found[0]?.message).toContain(message);
  });

  it('make no clearing account of one that is stored as a control account', () => {
    const stored = catalogOf(lenderWith());
    const [control = ''] = [...stored.catalog.accountTypes.values()].map(
      (one) => one.controlAccount,
    );
    const text = `version: 1\naccountTypes: [{ code: NEW, clearingAccount: '${control}' }]`;
    expect(problemsIn(text, stored)).toMatchObject([{ code: 'configuration.clearing_unfit' }]);
  });

  it('are refused where two items have one name', () => {
    expect(problemsIn('version: 1\nbranches: [{ id: EAST },\n  { id: EAST }]')).toMatchObject([
      {
        code: 'configuration.repeated',
        facts: { place: 'Line 3, branches[1]', first: 'Line 2, branches[0]', value: 'EAST' },
      },
    ]);
  });
});

describe('settings of a configuration file', () => {
  it.each([
    ['settings: { trackingA: { basis: branch } }', 'settings.trackingA'],
    ['entities: [{ code: M, trackingB: { basis: department } }]', 'entities[0].trackingB'],
  ])('name the tracking category that they use: %s', (text, place) => {
    const found = problemsIn(`version: 1\n${text}`);
    expect(found).toMatchObject([{ code: 'configuration.tracking_name_missing' }]);
    expect(found[0]?.message).toContain(place);
  });

  it('let an entity use the name of the global settings', () => {
    const text = `version: 1
settings: { trackingA: { basis: department, name: Where } }
entities: [{ code: M, trackingA: { basis: branch } }]`;
    expect(problemsIn(text)).toEqual([]);
  });

  it.each([
    'settings: { trackingA: { basis: branch, name: Where }, trackingB: { basis: department, name: where } }',
    `settings: { trackingA: { basis: branch, name: Where } }
entities: [{ code: M, trackingB: { basis: department, name: Where } }]`,
    'entities: [{ code: M, trackingA: { basis: branch, name: R }, trackingB: { basis: branch, name: R } }]',
  ])('name a tracking category in one of the two slots only: %s', (text) => {
    const found = problemsIn(`version: 1\n${text}`);
    expect(found.map((one) => one.code)).toEqual(['configuration.tracking_twice']);
  });

  it('name a category in both slots where one of them is not used', () => {
    const text = 'trackingA: { basis: none, name: R }, trackingB: { basis: branch, name: R }';
    expect(problemsIn(`version: 1\nsettings: { ${text} }`)).toEqual([]);
  });

  it.each([
    ['settings: { accountStructure: "[GlAccount]-[Brnach]" }', 'has the unknown part [Brnach]'],
    ['entities: [{ code: M, accountStructure: "[X]" }]', 'has the unknown part [X]'],
    ['settings: { accountStructure: "[Branch]" }', 'has no [GlAccount]'],
    ['entities: [{ code: M, accountStructure: "1100-[Branch]" }]', 'has no [GlAccount]'],
    ['settings: { defaultExportId: "[YYYYMMDD]/[Seq]" }', 'gives "20260531/001", which is no'],
    ['settings: { defaultExportId: "[Date].[Seq]" }', 'gives "[Date].001", which is no export id'],
  ])('have templates that give something: %s', (text, reason) => {
    const found = problemsIn(`version: 1\n${text}`);
    expect(found).toMatchObject([{ code: 'configuration.template_invalid' }]);
    expect(found[0]?.message).toContain(reason);
  });
});

function openingBalance(amount: string): string {
  return `entities: [{ code: M, openingBalances: [{ glAccount: 1, amount: ${amount} }] }]`;
}

function byEntity(list: string, field: string): string {
  const fields = field.split(', ');
  const last = `${fields.pop()}ByEntity: { M: 1 }`;
  return `${list}: [{ code: A, ${[...fields, last].join(', ')} }]`;
}
