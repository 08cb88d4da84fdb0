import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../domain/people.ts';
import { type Problem, problem } from '../../domain/problem.ts';

const derive = promisify(argon2);

/** The first choice of OWASP's password storage cheat sheet for argon2id. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

/** What speaks against a password; letters are counted as people see them. */
export function checkPassword(password: string): Problem[] {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) {
    return [problem('password.too_short', { length, shortest: SHORTEST_PASSWORD })];
  }
  if (length > LONGEST_PASSWORD) {
    return [problem('password.too_long', { length, longest: LONGEST_PASSWORD })];
  }
  return [];
}

/** The text to keep: parameters, salt and tag in the usual form. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, salt);
  const parts = [salt, tag].map((one) => one.toString('base64').replaceAll('=', ''));
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${parts.join('$')}`;
}

/** Whether it is that password. Takes as long where nobody has that user id. */
export async function fitsPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [salt, tag] = (kept ?? NOBODY).split('$').slice(-2);
  const wanted = Buffer.from(tag ?? '', 'base64');
  const found = await tagOf(password, Buffer.from(salt ?? '', 'base64'));
  const isEqual = found.length === wanted.length && timingSafeEqual(found, wanted);
  return isEqual && kept !== undefined;
}

const NOBODY = `$${Buffer.alloc(SALT_BYTES).toString('base64')}$${Buffer.alloc(TAG_BYTES).toString('base64')}`;

function tagOf(password: string, salt: Buffer): Promise<Buffer> {
  return derive('argon2id', {
    message: Buffer.from(password.normalize('NFC')),
    nonce: salt,
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: PARALLELISM,
    tagLength: TAG_BYTES,
  });
}
