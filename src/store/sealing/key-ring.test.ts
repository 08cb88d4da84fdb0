import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyIdOf, newKeyText } from '../../../test/sealing-keys.ts';
import { newFolder, removeFolder } from '../../../test/stores.ts';
import { Refusal } from '../refusal.ts';
import { openKeyRing } from './key-ring.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = newFolder();
  file = join(folder, 'sealing.key');
});
afterEach(() => removeFolder(folder));

const openFile = (sealedUnder: readonly string[] = []) =>
  openKeyRing({ folder, given: undefined }, sealedUnder);
const openText = (given: string, sealedUnder: readonly string[] = []) =>
  openKeyRing({ folder, given }, sealedUnder);

function write(...lines: string[]): void {
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
}

/** The problem with which an opening, or a use, is refused. */
function refusal(work: () => unknown): Refusal['problem'] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a key in the data folder', () => {
  it('is made at the first start, for its owner alone, and stays', () => {
    const inner = join(folder, 'books');
    const ring = openKeyRing({ folder: inner, given: undefined }, []);
    const made = join(inner, 'sealing.key');
    expect(statSync(made).mode & 0o777).toBe(0o600);
    expect(statSync(inner).mode & 0o777).toBe(0o700);
    expect(readFileSync(made, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    expect(readdirSync(inner)).toEqual(['sealing.key']);
    const { keyId } = ring.current();
    expect(openKeyRing({ folder: inner, given: undefined }, [keyId]).current().keyId).toBe(keyId);
    expect(keyIdOf(readFileSync(made, 'utf8'))).toBe(keyId);
  });

  it('is made with that mode whatever the umask says', () => {
    const before = process.umask(0);
    try {
      openFile();
    } finally {
      process.umask(before);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that is gone is not made anew while something is sealed under it', () => {
    const problem = refusal(() => openFile(['0123abcd']));
    expect(problem).toMatchObject({ code: 'sealing_key.missing' });
    expect(problem.message).toContain('0123abcd');
    expect(problem.remedy).toContain(file);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that is another one is refused, and both are named', () => {
    write(newKeyText());
    const problem = refusal(() => openFile(['0123abcd']));
    expect(problem).toMatchObject({ code: 'sealing_key.wrong' });
    expect(problem.facts).toEqual({
      wanted: '0123abcd',
      found: keyIdOf(readFileSync(file, 'utf8')),
      file,
    });
  });

  it('that lacks one of several keys in use is refused', () => {
    const [first, second] = [newKeyText(), newKeyText()];
    write(first, second);
    openFile([keyIdOf(second), keyIdOf(first)]);
    expect(refusal(() => openFile([keyIdOf(second), '0123abcd']))).toMatchObject({
      code: 'sealing_key.wrong',
    });
  });

  it.each(['640', '604', '660', '644', '666', '601'])(
    'of mode %s is refused as exposed',
    (mode) => {
      write(newKeyText());
      chmodSync(file, Number.parseInt(mode, 8));
      const problem = refusal(() => openFile());
      expect(problem).toMatchObject({ code: 'sealing_key.exposed' });
      expect(problem.message).toContain(`(mode ${mode})`);
      expect(problem.remedy).toContain(`chmod 600 ${file}`);
    },
  );

  it('that becomes exposed later is not used again', () => {
    const ring = openFile();
    chmodSync(file, 0o644);
    expect(refusal(() => ring.current())).toMatchObject({ code: 'sealing_key.exposed' });
  });

  it.each(['', '\n', 'no key', 'x'.repeat(44), newKeyText().slice(4), `${newKeyText()}\nno key`])(
    'that holds %j is refused as malformed, and its content is not told',
    (text) => {
      write(text);
      const problem = refusal(() => openFile());
      expect(problem).toMatchObject({ code: 'sealing_key.malformed' });
      expect(problem.message).toContain(file);
      if (text.trim() !== '') expect(JSON.stringify(problem)).not.toContain(text.trim());
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  it('is read with the ends of lines of any editor', () => {
    const key = newKeyText();
    write(`${key}\r`, '');
    expect(openFile().current().keyId).toBe(keyIdOf(key));
  });

  it('gives way to a new one, and still opens what was sealed', () => {
    const ring = openFile();
    const first = ring.current().keyId;
    ring.renew([first]);
    const second = ring.current().keyId;
    expect(second).not.toBe(first);
    expect(ring.find(first)?.keyId).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['sealing.key']);
    ring.renew([second]);
    expect(ring.find(second)?.keyId).toBe(second);
    expect(ring.find(first)).toBeUndefined();
  });

  it('stays through any number of renewals while something is still sealed under it', () => {
    const ring = openFile();
    const first = ring.current().keyId;
    for (let count = 0; count < 3; count += 1) ring.renew([first]);
    expect(ring.find(first)?.keyId).toBe(first);
  });

  it('that another program renewed is seen without a new start', () => {
    const [ring, other] = [openFile(), openFile()];
    other.renew([]);
    expect(ring.current().keyId).toBe(other.current().keyId);
  });

  it('has nothing to say where a folder stands in its place', () => {
    mkdirSync(file, { mode: 0o700 });
    expect(() => openFile()).toThrow(/EISDIR/);
  });
});

describe('a key in TIEOUT_SEALING_KEY', () => {
  it('wins over the file, which is not made', () => {
    const key = newKeyText();
    expect(openText(key).current().keyId).toBe(keyIdOf(key));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('seals first in a list, and every key of the list opens', () => {
    const [first, second] = [newKeyText(), newKeyText()];
    const ring = openText(`${first}, ${second}`, [keyIdOf(second)]);
    expect(ring.current().keyId).toBe(keyIdOf(first));
    expect(ring.find(keyIdOf(second))?.keyId).toBe(keyIdOf(second));
    ring.renew([]);
    expect(ring.current().keyId).toBe(keyIdOf(first));
  });

  it('that is alone cannot be renewed here', () => {
    const problem = refusal(() => openText(newKeyText()).renew([]));
    expect(problem).toMatchObject({ code: 'sealing_key.given' });
    expect(problem.remedy).toContain('openssl rand -base64 32');
  });

  it.each(['', 'no key', `${newKeyText()},`, `,${newKeyText()}`])(
    'that is %j is refused as malformed',
    (given) => {
      const problem = refusal(() => openText(given));
      expect(problem).toMatchObject({ code: 'sealing_key.malformed' });
      expect(problem.message).toContain('TIEOUT_SEALING_KEY');
    },
  );

  it('that is another one is refused', () => {
    expect(refusal(() => openText(newKeyText(), ['0123abcd']))).toMatchObject({
      code: 'sealing_key.wrong',
    });
  });
});
