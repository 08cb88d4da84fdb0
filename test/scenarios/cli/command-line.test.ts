import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { PROBLEMS } from '../../../src/domain/problems/index.ts';
import { openDesk } from './tieout.ts';

describe('a command line', () => {
  it.each([
    [[], 'No command is given.', '"tieout --help" lists the commands.'],
    [['conifg', 'apply', 'x'], 'There is no command "conifg".', '"tieout config apply"'],
    [['config', 'aply', 'x'], 'There is no command "config aply".', '"tieout config apply"'],
    [['config'], '"config" alone is no command.', '"tieout config export"'],
    [
      ['export', 'everything', 'x'],
      'There is no command "export everything".',
      'Use one of: "tieout export plan"',
    ],
    [['polish'], 'There is no command "polish".', '"tieout --help"'],
    [['config', 'apply'], 'FILE is missing.', '"tieout config apply --help"'],
    [['config', 'apply', 'a', 'b'], '"b" is one word too many.', '"tieout config apply --help"'],
    [['verify', '--entitty', 'M'], 'has no option --entitty.', 'Did you mean --entity?'],
    [['connect', '--client-id', 'S3CRET'], 'is no client id.', 'Copy the Client id'],
    [['verify', '--entity'], '--entity has no value.', 'Write --entity E.'],
    [['verify', '--entity', '--mode'], '--entity has no value.', 'Write --entity E.'],
    [['verify', '--entity=M', '--entity=N'], '--entity is given twice.', 'Give it once.'],
    [['verify', '--json=yes'], '--json takes no value.', 'Write --json alone.'],
    [['verify', '--preview'], 'has no option --preview.', '--help lists the options.'],
    [['verify', '--mode', 'demo'], 'There is no mode "demo".', 'production or test'],
    [['demo', '--mode', 'production'], 'runs in test mode alone.', 'Leave --mode out.'],
    [['twin', '--port', '70000'], 'is no whole number up to 65535.', 'Write digits alone.'],
    [['twin', '--seed', 'big'], 'There is no seed "big".', 'demo-nz, lender-nz, empty'],
    [['tie-out', '--entity', 'M'], '--date DATE is missing.', '"tieout tie-out --help"'],
    [['tie-out', '--entity=M', '--date=2026-02-30'], '2026-02-30 is no date.', 'YYYY-MM-DD'],
    [
      ['export', 'plan', '--entity=M', '--up-to=2026-05-31', '--streams=bnak'],
      'There is no stream "bnak".',
      'Write journals, bank, or both.',
    ],
    [['verify', '--database-url', 'mysql://x'], 'not one of PostgreSQL', 'postgresql://user@host'],
  ])('that makes no sense ends in 2 with a hint: %j', async (words, what, hint) => {
    const desk = openDesk();
    const { exitCode, stdout, stderr } = await desk.run(...words);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(what);
    expect(stderr).toContain(hint);
    expect(await desk.json(...words)).toMatchObject({
      exitCode: 2,
      problems: [{ code: 'command_line.wrong_usage' }],
    });
  });

  it('takes options before and after the command', async () => {
    const desk = openDesk();
    const before = await desk.run('--mode', 'test', '--entity', 'M', '--json', 'verify');
    const after = await desk.run('verify', '--json', '--entity=M', '--mode=test');
    expect(after.stdout).toBe(before.stdout);
    expect(after.exitCode).toBe(before.exitCode);
  });

  it('lists every command in its help, and says more of each', async () => {
    const desk = openDesk();
    const overview = await desk.run('--help');
    expect(overview.exitCode).toBe(0);
    for (const { name, summary, options } of COMMANDS) {
      expect(overview.stdout).toMatch(new RegExp(`^  ${name} +`, 'm'));
      const help = await desk.run(...name.split(' '), '--help');
      expect(help).toMatchObject({ exitCode: 0, stderr: '' });
      expect(help.stdout).toContain(summary);
      for (const option of Object.keys(options)) expect(help.stdout).toContain(`--${option}`);
    }
  });

  it('prints its version', async () => {
    const { stdout, exitCode } = await openDesk().run('--version');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('shows of a first word its commands alone', async () => {
    const { stdout } = await openDesk().run('config', '-h');
    expect(stdout).toContain('config diff');
    expect(stdout).not.toContain('tie-out');
  });

  it('keeps the lines of its help short enough for a screen', async () => {
    const desk = openDesk();
    for (const { name } of COMMANDS) {
      const { stdout } = await desk.run(...name.split(' '), '--help');
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
    }
  });

  it('prints the table of problems', async () => {
    const { errors } = await openDesk().json<{ errors: { code: string }[] }>('errors');
    expect(errors.map((one) => one.code)).toEqual(Object.keys(PROBLEMS));
    const { stdout } = await openDesk().run('errors');
    expect(stdout).toContain('contact.default_missing\n  Default contact');
  });
});

describe('books that cannot be opened', () => {
  it.each([
    ['is a file', 'books'],
    ['holds something else', 'books/tieout.sqlite'],
  ])('are reported: the data folder %s', async (_, path) => {
    const desk = openDesk();
    desk.write(path, 'this is no database, only a text of some length; '.repeat(100));
    expect(await desk.json('config', 'export')).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'data_folder.not_usable' }],
    });
    const { exitCode, stdout, stderr } = await desk.run('config', 'export');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^The data folder .*books cannot be used: /);
  });

  it.runIf(existsSync('/proc'))('are reported at once: nothing can be made there', async () => {
    const { exitCode, stderr } = await openDesk().bare(
      'config',
      'export',
      '--data',
      '/proc/nope/x',
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^The data folder \/proc\/nope\/x cannot be used: ENOENT/);
  });

  it('are reported: no database server answers, and its password is not shown', async () => {
    const desk = openDesk();
    desk.env.DATABASE_URL = 'postgresql://tieout:s3cret@127.0.0.1:9/books';
    const { stdout, exitCode } = await desk.run('config', 'export', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [{ code: 'database.not_usable', facts: { host: '127.0.0.1:9' } }],
    });
    expect(stdout).not.toContain('s3cret');
  });
});

describe('a fault of the program itself', () => {
  /** Books in which somebody wrote what no program of ours would. */
  async function damagedBooks() {
    const desk = openDesk();
    await desk.run('config', 'apply', desk.write('c.yaml', 'version: 1\nbranches: [{ id: EAST }]'));
    const database = new DatabaseSync(join(desk.folder, 'books', 'tieout.sqlite'));
    database.exec("update catalog_item set body = 's3cret and no JSON'");
    database.close();
    return desk;
  }

  it('is told in one sentence, in the shape of every problem', async () => {
    const desk = await damagedBooks();
    const { exitCode, stdout, stderr } = await desk.run('config', 'export');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^tieout stopped for a reason that it does not know: /);
    expect(stderr).not.toContain(' at ');
    expect(await desk.json('config', 'export')).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'program.unexpected_error' }],
    });
  });

  it('is told with its place when asked, and never with a secret', async () => {
    const desk = await damagedBooks();
    desk.env.TIEOUT_DEBUG = '1';
    desk.env.TIEOUT_XERO_CLIENT_SECRET = 's3cret';
    const { stderr } = await desk.run('config', 'export');
    expect(stderr).toContain('catalog-reader.ts');
    expect(stderr).toContain('[secret]');
    expect(stderr).not.toContain('s3cret');
  });
});
