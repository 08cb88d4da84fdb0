import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Problem, problem } from '../../domain/problem.ts';
import { makeFolder } from '../../sqlite/make-folder.ts';
import { Refusal } from '../refusal.ts';

/** A key of 256 bits; its id is the start of its SHA-256 and tells nothing of it. */
export interface SealingKey {
  readonly keyId: string;
  readonly key: KeyObject;
}

/** The keys under which secrets lie in the store. They come from outside of it, at each use anew. */
export interface KeyRing {
  /** The key that seals. */
  current(): SealingKey;
  /** Any key that may open; undefined for one that is not here. */
  find(keyId: string): SealingKey | undefined;
  /** Makes a new key that seals from now on. The one before still opens, and those still in use. */
  renew(inUse: readonly string[]): void;
}

/** Where keys come from. */
export interface KeyPlace {
  /** The data folder, which holds the file. */
  readonly folder: string;
  /** `TIEOUT_SEALING_KEY`: keys in base64 with commas between; the first seals. */
  readonly given: string | undefined;
}

/** In the data folder; no copy of the store carries it along. */
const SEALING_KEY_FILE = 'sealing.key';

const KEY_BYTES = 32;

/**
 * The keys of these books; makes the first one where nothing is sealed yet. Throws a `Refusal`
 * (`sealing_key.*`), and writes nothing, where a key is missing under which something is sealed.
 */
export function openKeyRing(place: KeyPlace, sealedUnder: readonly string[]): KeyRing {
  const file = join(place.folder, SEALING_KEY_FILE);
  const [wanted] = sealedUnder;
  if (place.given === undefined && !existsSync(file)) {
    if (wanted !== undefined) throw new Refusal(problem('sealing_key.missing', { wanted, file }));
    makeFirstKey(place.folder, file);
  }
  const ring = place.given === undefined ? ringOfFile(file) : ringOfText(place.given);
  const { keyId: found } = ring.current();
  const lacking = sealedUnder.find((keyId) => ring.find(keyId) === undefined);
  if (lacking !== undefined) {
    throw new Refusal(problem('sealing_key.wrong', { wanted: lacking, found, file }));
  }
  return ring;
}

function ringOfFile(file: string): KeyRing {
  const keys = () => readKeys(file);
  return {
    current: () => keys()[0],
    find: (keyId) => keys().find((one) => one.keyId === keyId),
    renew: (inUse) => {
      const kept = keys().filter(({ keyId }, index) => index === 0 || inUse.includes(keyId));
      const texts = [newKey(), ...kept.map(({ key }) => key.export().toString('base64'))];
      const unfinished = writeUnfinished(file, `${texts.join('\n')}\n`);
      renameSync(unfinished, file);
    },
  };
}

function ringOfText(text: string): KeyRing {
  const keys = keysIn(text.split(','), 'TIEOUT_SEALING_KEY');
  return {
    current: () => keys[0],
    find: (keyId) => keys.find((one) => one.keyId === keyId),
    renew: () => {
      if (keys.length < 2) throw new Refusal(problem('sealing_key.given'));
    },
  };
}

function readKeys(file: string): Keys {
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Refusal(problem('sealing_key.exposed', { file, mode: mode.toString(8) }));
  }
  return keysIn(readFileSync(file, 'utf8').trim().split('\n'), file);
}

type Keys = [SealingKey, ...SealingKey[]];

function keysIn(texts: readonly string[], place: string): Keys {
  const [first, ...others] = texts.map((text) => keyOf(text.trim(), place));
  if (first === undefined) throw new Refusal(malformed(place));
  return [first, ...others];
}

function keyOf(text: string, place: string): SealingKey {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES) throw new Refusal(malformed(place));
  const keyId = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return { keyId, key: createSecretKey(bytes) };
}

function malformed(place: string): Problem {
  return problem('sealing_key.malformed', { place });
}

/** Of two programs that start at once, the second takes the first one's key. */
function makeFirstKey(folder: string, file: string): void {
  makeFolder(folder);
  const unfinished = writeUnfinished(file, `${newKey()}\n`);
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished);
  }
}

function writeUnfinished(file: string, text: string): string {
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.part`;
  writeFileSync(unfinished, text, { mode: 0o600, flush: true });
  return unfinished;
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}
