import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDesk } from './tieout.ts';

const FIRST_EXPORT = new URL('../../../examples/first-export/tieout.yaml', import.meta.url);
const EXAMPLE = readFileSync(FIRST_EXPORT, 'utf8');

interface Counts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problems: { code: string; message: string }[];
}

describe('config apply', () => {
  it('takes a file over, and changes nothing the second time', async () => {
    const desk = openDesk();
    const file = desk.write('tieout.yaml', EXAMPLE);
    const first = await desk.json<Counts>('config', 'apply', file);
    expect(first).toMatchObject({ exitCode: 0, changed: 0, unchanged: 0, problems: [] });
    expect(await desk.json<Counts>('config', 'apply', file)).toEqual({
      exitCode: 0,
      created: 0,
      changed: 0,
      unchanged: first.created,
      testOrganisation: null,
      problems: [],
    });
  });

  it('takes nothing over when anything is wrong, and says all of it', async () => {
    const desk = openDesk();
    const broken = EXAMPLE.replace('gstCode: OUT', 'gstCode: OTU').replace(
      'useGst: true',
      'useGst: yes\n  token: s3cret',
    );
    const file = desk.write('broken.yaml', broken);
    const refused = await desk.json<Counts>('config', 'apply', file);
    expect(refused).toMatchObject({ exitCode: 1, created: 0, changed: 0, unchanged: 0 });
    expect(refused.problems.map((one) => one.code)).toEqual([
      'configuration.secret',
      'configuration.value_invalid',
      'configuration.reference_missing',
    ]);
    expect(await desk.json('config', 'export')).toEqual({ exitCode: 0, version: 1 });
    const { stdout, stderr } = await desk.run('config', 'apply', file);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Line 6, settings\.token: .*\n {2}-> Delete it/);
  });

  it.each([
    ['that is not there', 'nothing.yaml', 'there is no such file'],
    ['that is a folder', '.', 'it is a folder'],
  ])('refuses a file %s', async (_, name, reason) => {
    const desk = openDesk();
    const { problems } = await desk.json<Counts>('config', 'apply', `${desk.folder}/${name}`);
    expect(problems).toMatchObject([{ code: 'configuration.not_readable', facts: { reason } }]);
  });

  it('reads the UTF-16 that Windows writes, and refuses other bytes', async () => {
    const desk = openDesk();
    const text = '\ufeffversion: 1\nbranches: [{ id: ĀĒ }]';
    const utf16 = desk.write('utf16.yaml', Buffer.from(text, 'utf16le'));
    expect(await desk.json<Counts>('config', 'apply', utf16)).toMatchObject({ created: 1 });
    const latin1 = desk.write('latin1.yaml', Buffer.from('version: é', 'latin1'));
    const { problems } = await desk.json<Counts>('config', 'apply', latin1);
    expect(problems[0]?.message).toContain('bytes that are not UTF-8 text');
  });
});

describe('config apply in test mode', () => {
  it('makes in the test organisation what the export needs, once', async () => {
    const desk = openDesk();
    const file = desk.write('tieout.yaml', EXAMPLE);
    const made = { accounts: 6, trackingCategories: 1, trackingOptions: 2, contacts: 1 };
    const first = await desk.json('config', 'apply', file, '--mode', 'test');
    expect(first).toMatchObject({ exitCode: 0, testOrganisation: made });
    const nothing = { accounts: 0, trackingCategories: 0, trackingOptions: 0, contacts: 0 };
    const second = await desk.json('config', 'apply', file, '--mode', 'test');
    expect(second).toMatchObject({ exitCode: 0, created: 0, testOrganisation: nothing });
    expect(await desk.json('verify', '--entity', 'M', '--mode', 'test')).toMatchObject({
      exitCode: 0,
      passed: true,
    });
  });

  it('holds when the file itself forces it', async () => {
    const desk = openDesk();
    const file = desk.write(
      'tieout.yaml',
      EXAMPLE.replace('useGst', 'forceTestMode: true\n  useGst'),
    );
    expect(await desk.json('config', 'apply', file)).toMatchObject({
      testOrganisation: { accounts: 6 },
    });
    expect(await desk.json('verify', '--mode', 'production')).toMatchObject({ mode: 'test' });
  });

  it('makes a bank account once, whichever list names it', async () => {
    const desk = openDesk();
    const listed = desk.write('a.yaml', EXAMPLE);
    await desk.run('config', 'apply', listed, '--mode', 'test');
    const more = desk.write(
      'b.yaml',
      `version: 1
bankAccounts:
  - { code: SAVE, entity: M, xeroAccount: '095', clearingAccount: '2190' }
  - { code: SAVE2, entity: M, xeroAccount: '095', clearingAccount: '2190' }
glAccounts: [{ code: '4101', description: Fee Income, xeroType: REVENUE }]`,
    );
    expect(await desk.json('config', 'apply', more, '--mode', 'test')).toMatchObject({
      testOrganisation: { accounts: 2 },
    });
    await desk.run('gl-accounts', 'import', '--entity', 'M', '--update', '--mode', 'test');
    expect(await desk.json('config', 'export')).toMatchObject({
      glAccounts: expect.arrayContaining([
        expect.objectContaining({ code: '095', description: 'Bank account 095', xeroType: 'BANK' }),
        expect.objectContaining({ code: '4101', description: 'Fee Income 4101' }),
      ]),
    });
  });

  it('keeps the test organisation as it was when first used', async () => {
    const desk = openDesk();
    await desk.run('config', 'apply', desk.write('a.yaml', EXAMPLE), '--mode', 'test');
    const other = desk.write('b.yaml', EXAMPLE.replace('country: NZ', 'country: AU'));
    expect(await desk.json<Counts>('config', 'apply', other, '--mode', 'test')).toMatchObject({
      exitCode: 1,
      changed: 0,
      problems: [{ code: 'test_organisation.fixed', facts: { keys: 'country' } }],
    });
  });

  it('reports what the test organisation does not take', async () => {
    const desk = openDesk();
    const third = EXAMPLE.replace(
      "startDate: '2026-05-01'",
      'trackingA: { basis: department, name: A }, trackingB: { basis: department, name: B }',
    );
    const file = desk.write('tieout.yaml', third);
    const applied = await desk.json<Counts>('config', 'apply', file, '--mode', 'test');
    expect(applied).toMatchObject({ exitCode: 1, problems: [{ code: 'twin.refused' }] });
    expect(applied.problems[0]?.message).toContain('two active tracking categories');
  });
});

describe('config diff and export', () => {
  it('show what would change, and change nothing', async () => {
    const desk = openDesk();
    await desk.run('config', 'apply', desk.write('a.yaml', EXAMPLE));
    const changed = EXAMPLE.replace(
      'description: Interest,',
      'description: Loan interest,',
    ).replace('id: LOANS', 'id: LEASES');
    const file = desk.write('b.yaml', changed);
    const difference = await desk.json('config', 'diff', file);
    expect(difference).toMatchObject({
      exitCode: 0,
      created: 1,
      changed: 1,
      changes: [
        { list: 'departments', key: 'LEASES', field: '' },
        {
          list: 'elements',
          key: 'INT',
          field: 'description',
          from: 'Interest',
          to: 'Loan interest',
        },
      ],
    });
    expect(await desk.json('config', 'diff', file)).toEqual(difference);
    const { stdout } = await desk.run('config', 'diff', file);
    expect(stdout).toContain('elements/INT.description');
    expect(stdout).toContain('1 to create, 1 to change');
  });

  it('give a file that makes the same books elsewhere', async () => {
    const desk = openDesk();
    await desk.run('config', 'apply', desk.write('a.yaml', EXAMPLE));
    const yaml = await desk.run('config', 'export');
    expect(yaml.stdout).toContain('code: "090"');
    const elsewhere = openDesk();
    const copy = elsewhere.write('copy.yaml', yaml.stdout);
    expect(await elsewhere.json('config', 'apply', copy)).toMatchObject({ exitCode: 0 });
    expect((await elsewhere.run('config', 'export')).stdout).toBe(yaml.stdout);
    expect(await desk.json('config', 'diff', copy)).toMatchObject({ created: 0, changed: 0 });
  });
});
