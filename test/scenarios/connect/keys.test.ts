import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Problem } from '../../../src/domain/problem.ts';
import { valueIn } from '../../outcomes.ts';
import { keyIdOf, newKeyText } from '../../sealing-keys.ts';
import { newFolder, removeFolder } from '../../stores.ts';
import { openDesk } from '../cli/tieout.ts';
import { runTogether } from './children.ts';
import { codeOf, type Office, openOffice } from './office.ts';

const MAKING_KEYS = fileURLToPath(new URL('making-keys.ts', import.meta.url));
const STARTING = fileURLToPath(new URL('starting.ts', import.meta.url));

/** Books with a connection in them, that nobody has open. */
async function closedBooks(env: Record<string, string> = {}): Promise<Office & { file: string }> {
  const office = await openOffice({ env });
  valueIn(await office.connect());
  await office.app.close();
  return { ...office, file: join(office.folder, 'sealing.key') };
}

/** The command line on those books; none of these commands gets as far as Xero. */
async function tieout(office: Office, words: string[], env: Record<string, string> = {}) {
  const desk = openDesk();
  Object.assign(desk.env, env);
  const ran = await desk.bare(...words, '--json', '--data', office.folder);
  expect(ran.stderr).toBe('');
  return { exitCode: ran.exitCode, ...(JSON.parse(ran.stdout) as { problems: Problem[] }) };
}

/** Every file with what it holds and who may read it. */
function photograph(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
      return `${name} ${statSync(path).mode.toString(8)} ${digest}`;
    });
}

describe('the sealing key', () => {
  it('is one in each folder, though several programs make it at the same moment', async () => {
    const folder = newFolder();
    onTestFinished(() => removeFolder(folder));
    const ran = await runTogether([MAKING_KEYS, folder, '300'], 4);
    expect(new Set(ran.map(({ said }) => said)).size).toBe(1);
    for (const [number, keyId] of (ran[0]?.said ?? '').split(' ').entries()) {
      const key = readFileSync(join(folder, String(number), 'sealing.key'), 'utf8');
      expect(keyIdOf(key.trim())).toBe(keyId);
    }
  });

  it('is one, though many programs start at once on new books', async () => {
    const folder = newFolder();
    onTestFinished(() => removeFolder(folder));
    const ran = await runTogether([STARTING, join(folder, 'books')], 5);
    const file = join(folder, 'books', 'sealing.key');
    const wanted = keyIdOf(readFileSync(file, 'utf8').trim());
    expect(ran).toEqual(Array(5).fill({ said: wanted, signal: null }));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'books')).sort()).toEqual(['sealing.key', 'tieout.sqlite']);
  });

  const broken: [string, (office: Office & { file: string }) => Record<string, string>, string][] =
    [
      [
        'that is another one in the file',
        ({ file }) => {
          writeFileSync(file, newKeyText());
          return {};
        },
        'sealing_key.wrong',
      ],
      [
        'that is another one in the environment',
        () => ({ TIEOUT_SEALING_KEY: newKeyText() }),
        'sealing_key.wrong',
      ],
      [
        'that is gone',
        ({ file }) => {
          renameSync(file, `${file}.elsewhere`);
          return {};
        },
        'sealing_key.missing',
      ],
      [
        'that others may read',
        ({ file }) => {
          chmodSync(file, 0o640);
          return {};
        },
        'sealing_key.exposed',
      ],
      [
        'that is no key',
        ({ file }) => {
          writeFileSync(file, 'canary-key');
          return {};
        },
        'sealing_key.malformed',
      ],
      [
        'that is no key in the environment',
        () => ({ TIEOUT_SEALING_KEY: 'canary-key' }),
        'sealing_key.malformed',
      ],
    ];

  it.each(broken)(
    'F7: a key %s stops every start and changes nothing',
    async (_, spoil, wanted) => {
      const office = await closedBooks();
      const env = spoil(office);
      const before = photograph(office.folder);
      for (const words of [['connections', '--refresh'], ['keys', 'rotate'], ['disconnect']]) {
        const { exitCode, problems } = await tieout(office, words, env);
        expect({ exitCode, codes: problems.map(({ code }) => code) }).toEqual({
          ...{ exitCode: 1, codes: [wanted] },
        });
        expect(problems[0]?.remedy).toMatch(/^The administrator /);
        expect(JSON.stringify(problems)).not.toContain('canary');
      }
      expect(photograph(office.folder)).toEqual(before);
      expect(await office.tokenCalls()).toBe(1);
    },
  );

  it('that is brought back opens all as before', async () => {
    const office = await closedBooks();
    const key = readFileSync(office.file, 'utf8');
    writeFileSync(office.file, newKeyText());
    expect((await tieout(office, ['connections'])).problems[0]?.code).toBe('sealing_key.wrong');
    writeFileSync(office.file, key);
    expect(await tieout(office, ['connections'])).toMatchObject({ exitCode: 0, problems: [] });
    valueIn(await (await office.reopened()).app.connect());
  });
});

describe('the renewal of the sealing key', () => {
  it('in the file seals all anew, and lets a program that runs go on', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const file = join(office.folder, 'sealing.key');
    const [before = ''] = readFileSync(file, 'utf8').split('\n');
    const { client } = valueIn(await office.app.connect());
    const rotated = await tieout(office, ['keys', 'rotate']);
    const [now = '', old = ''] = readFileSync(file, 'utf8').split('\n');
    expect(rotated).toMatchObject({ exitCode: 0, keyId: keyIdOf(now), connections: 1 });
    expect(old).toBe(before);
    await office.pass(31 * 60_000);
    valueIn(await client.readOrganisation());
    await tieout(office, ['keys', 'rotate']);
    expect(readFileSync(file, 'utf8')).not.toContain(before);
    valueIn(await client.readOrganisation());
  });

  it('F8: that is killed half way, and again, loses no key under which something lies', async () => {
    const office = await closedBooks();
    const [first = ''] = readFileSync(office.file, 'utf8').split('\n');
    for (let time = 1; time <= 3; time += 1) {
      const ran = await runTogether([STARTING, office.folder, 'rotate'], 1);
      expect(ran).toEqual([{ said: '', signal: 'SIGKILL' }]);
      expect(readFileSync(office.file, 'utf8')).toContain(first);
      const again = await office.reopened();
      valueIn(await again.app.connect());
      await again.app.close();
    }
    for (let time = 1; time <= 2; time += 1) {
      expect(await tieout(office, ['keys', 'rotate'])).toMatchObject({ exitCode: 0 });
    }
    expect(readFileSync(office.file, 'utf8')).not.toContain(first);
    valueIn(await (await office.reopened()).app.connect());
  });

  it('of a key in the environment takes the new one first and the old one after it', async () => {
    const [old, next] = [newKeyText(), newKeyText()];
    const office = await closedBooks({ TIEOUT_SEALING_KEY: old });
    expect(readdirSync(office.folder)).not.toContain('sealing.key');
    const rotate = (keys: string) =>
      tieout(office, ['keys', 'rotate'], { TIEOUT_SEALING_KEY: keys });
    expect(await rotate(old)).toMatchObject({
      exitCode: 1,
      problems: [
        { code: 'sealing_key.given', remedy: expect.stringContaining('a comma and the old one') },
      ],
    });
    expect(await rotate(next)).toMatchObject({ problems: [{ code: 'sealing_key.wrong' }] });
    const moved = await rotate(`${next},${old}`);
    expect(moved).toMatchObject({ exitCode: 0, keyId: keyIdOf(next), connections: 1 });
    const opened = await office.reopened({ TIEOUT_SEALING_KEY: next });
    valueIn(await opened.app.connect());
    await opened.app.close();
    expect(await rotate(old)).toMatchObject({ problems: [{ code: 'sealing_key.wrong' }] });
  });

  it('changes nothing where a secret does not open', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.app.store.transact(office.app.act(), async (tx, audit) => {
      await tx.updateTable('connection').set({ refresh_token: 'moved from elsewhere' }).execute();
      await audit('test', 'change by hand');
    });
    expect(codeOf(await office.app.connect())).toBe('sealed.unreadable');
    const rows = () => office.app.store.reader.selectFrom('connection').selectAll().execute();
    const before = await rows();
    expect(await tieout(office, ['keys', 'rotate'])).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'sealed.unreadable', remedy: expect.stringContaining('who wrote into') }],
    });
    expect(await rows()).toEqual(before);
  });
});
