import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './tieout.ts';

const FIRST_EXPORT = new URL('../../../examples/first-export/tieout.yaml', import.meta.url);
const EXAMPLE = readFileSync(FIRST_EXPORT, 'utf8');
const TEST = ['--mode', 'test'];
const OF_M = ['--entity', 'M', ...TEST];

interface Verified {
  readonly passed: boolean;
  readonly lines: { check: string; passed: boolean; problems: { code: string }[] }[];
  readonly contacts: { contactId: string; name: string; accountNumber: string }[];
}

/** Applied in production mode, so that nothing of it is made in the test organisation. */
async function applied(configuration = EXAMPLE): Promise<Desk> {
  const desk = openDesk();
  await desk.json('config', 'apply', desk.write('tieout.yaml', configuration));
  return desk;
}

describe('verify', () => {
  it('names what the organisation lacks, line by line', async () => {
    const desk = await applied();
    const report = await desk.json<Verified>('verify', ...OF_M);
    expect(report).toMatchObject({ exitCode: 1, passed: false });
    const failed = report.lines.filter((line) => !line.passed);
    expect(failed.map(({ check, problems }) => `${check}: ${problems[0]?.code}`)).toEqual([
      'GL accounts: gl_account.not_in_xero',
      'Tracking: tracking.category_missing',
      'Default contact: contact.default_missing',
    ]);
    const { stdout } = await desk.run('verify', ...OF_M);
    expect(stdout).toMatch(/^passed {2}Sign-in +signed in to the twin, not Xero;/);
    expect(stdout).toMatch(/^FAILED {2}Tracking +There is no active .* -> Run "tieout tracking/m);
    expect(stdout).toMatch(/^FAILED {2}GL accounts +\d+ problems\n {10}Account 4100 does not/m);
    expect(stdout).toMatch(/^3 of 9 things tried failed\.\nAll of this is said of the twin/m);
  });

  it('passes once it is there, and lists the contacts with their ids', async () => {
    const desk = await applied();
    await desk.json('config', 'apply', `${desk.folder}/tieout.yaml`, ...TEST);
    const report = await desk.json<Verified>('verify', ...OF_M);
    expect(report).toMatchObject({ exitCode: 0, passed: true });
    expect(report.contacts).toMatchObject([{ accountNumber: 'BORROWERS' }]);
    const { stdout } = await desk.run('verify', ...OF_M);
    expect(stdout).toContain(report.contacts[0]?.contactId);
    expect(stdout).toContain('\nEverything that an export needs is there.');
  });

  it('changes nothing', async () => {
    const desk = await applied();
    const before = await desk.run('config', 'export');
    expect((await desk.run('verify', ...OF_M)).stdout).toBe(
      (await desk.run('verify', ...OF_M)).stdout,
    );
    expect(await desk.run('config', 'export')).toEqual(before);
  });

  it('says what is missing to sign in to Xero', async () => {
    const desk = await applied();
    const { lines } = await desk.json<Verified>('verify', '--entity', 'M');
    expect(lines).toMatchObject([
      {
        check: 'Sign-in',
        problems: [{ code: 'connection.missing' }],
      },
    ]);
    const { exitCode, stdout } = await desk.run('verify', '--entity', 'M');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED {2}Sign-in {2}There is no connection to Xero/);
    expect(stdout).toMatch(/\n\nSign-in failed, so nothing else was tried\.\n$/);
    expect(stdout).not.toContain('erified');
  });

  it('names the entities that there are', async () => {
    const desk = await applied();
    const { lines } = await desk.json<Verified>('verify', '--entity', 'X');
    expect(lines).toMatchObject([
      { problems: [{ code: 'entity.unknown', facts: { known: 'M' } }] },
    ]);
  });
});

describe('tracking create', () => {
  it('makes what is missing, and only that', async () => {
    const desk = await applied();
    expect(await desk.json('tracking', 'create', ...OF_M)).toEqual({
      exitCode: 0,
      entity: 'M',
      categories: ['Branch'],
      options: [
        { category: 'Branch', option: 'EAST' },
        { category: 'Branch', option: 'WEST' },
      ],
      problems: [],
    });
    const north = 'version: 1\nbranches: [{ id: NORTH, entity: M }]';
    await desk.run('config', 'apply', desk.write('north.yaml', north));
    expect((await desk.run('tracking', 'create', ...OF_M)).stdout).toBe(
      'Made the option NORTH of Branch.\n',
    );
    expect((await desk.run('tracking', 'create', ...OF_M)).stdout).toBe('Nothing is missing.\n');
  });

  it('makes nothing where it would not all fit', async () => {
    const branches = Array.from({ length: 101 }, (_, index) => `  - { id: B${index} }`).join('\n');
    const desk = await applied(EXAMPLE.replace('branches:', `branches:\n${branches}`));
    expect(await desk.json('tracking', 'create', ...OF_M)).toMatchObject({
      exitCode: 1,
      categories: [],
      problems: [{ code: 'tracking.too_many_options' }],
    });
    const { lines } = await desk.json<Verified>('verify', ...OF_M);
    const tracking = lines.find((line) => line.check === 'Tracking');
    expect(tracking?.problems.map((one) => one.code)).toContain('tracking.category_missing');
  });
});

describe('gl-accounts import', () => {
  it('adds the chart, and leaves alone what is there', async () => {
    const desk = await applied();
    const first = await desk.json('gl-accounts', 'import', ...OF_M);
    expect(first).toMatchObject({ exitCode: 0, created: 11, changed: 0, unchanged: 1, deleted: 0 });
    expect(await desk.json('config', 'export')).toMatchObject({
      glAccounts: expect.arrayContaining([
        { code: '820', description: 'GST', category: 'Tax', shared: true },
        {
          code: '610',
          description: 'Accounts Receivable',
          category: 'Assets',
          xeroType: 'CURRENT',
        },
      ]),
    });
  });

  it('updates what is there when asked, and keeps what is ours alone', async () => {
    const desk = await applied();
    const updated = await desk.json('gl-accounts', 'import', '--update', ...OF_M);
    expect(updated).toMatchObject({ created: 11, changed: 1 });
    expect(await desk.json('config', 'export')).toMatchObject({
      glAccounts: expect.arrayContaining([
        {
          ...{ code: '820', description: 'GST', category: 'Liabilities' },
          ...{ shared: true, xeroType: 'CURRLIAB' },
        },
      ]),
    });
  });

  it('deletes when asked what Xero does not have and nothing uses', async () => {
    const desk = await applied(EXAMPLE.replace('glAccounts:', "glAccounts:\n  - { code: '9999' }"));
    const deleted = await desk.json('gl-accounts', 'import', '--delete', ...OF_M);
    expect(deleted).toMatchObject({
      deleted: 1,
      kept: ['090', '1100', '2190', '2300', '4100', '4200'],
    });
    expect((await desk.run('config', 'export')).stdout).not.toContain('9999');
  });
});
