import type { ConfigurationPath } from '../domain/check-configuration.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { ConfigurationDocument } from './configuration-document.ts';
import { isRecord } from './plain-content.ts';

const SECRET = /secret|token|passw|passphrase|api[-_ ]?key|private[-_ ]?key|credential/i;

/** Whether a key by its name holds something that must not stand in a file. */
export function looksSecret(key: string): boolean {
  return SECRET.test(key);
}

/** Every key that looks like a secret, never with its value. */
export function findSecrets({ content, place }: ConfigurationDocument): Problem[] {
  return secretKeys(content, []).map((path) =>
    problem('configuration.secret', { place: place(path), key: String(path.at(-1)) }),
  );
}

/** The columns and texts that a layout names are the lender's own words. */
function isFreeText(path: ConfigurationPath): boolean {
  return path[0] === 'layouts' && path.length > 2;
}

function secretKeys(part: unknown, path: ConfigurationPath): ConfigurationPath[] {
  if (isFreeText(path)) return [];
  if (Array.isArray(part)) return part.flatMap((one, index) => secretKeys(one, [...path, index]));
  if (!isRecord(part)) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const at = [...path, key];
    return looksSecret(key) ? [at] : secretKeys(value, at);
  });
}
