import { z } from 'zod';
import type { ConfigurationPath } from '../domain/check-configuration.ts';
import { configurationSchema } from '../domain/configuration.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { ConfigurationDocument } from './configuration-document.ts';
import { looksSecret } from './configuration-secrets.ts';
import { isRecord, valueAt } from './plain-content.ts';

/** Unknown keys and values of the wrong shape, in the order of the file's lists. */
export function checkShape(document: ConfigurationDocument): Problem[] {
  if (!isRecord(document.content)) return [notAConfiguration(document)];
  const parsed = configurationSchema.safeParse(document.content);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? unknownKeys(issue.keys, pathOf(issue), document)
      : [invalidValue(issue, document)],
  );
}

type Issue = z.core.$ZodIssue;

function pathOf(issue: Issue): ConfigurationPath {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function notAConfiguration({ place }: ConfigurationDocument): Problem {
  const reason = 'it holds no configuration, which starts with a line "version: 1"';
  return problem('configuration.value_invalid', { place: place([]), reason });
}

function unknownKeys(
  keys: readonly string[],
  path: ConfigurationPath,
  { place }: ConfigurationDocument,
): Problem[] {
  const known = knownKeys(path);
  return keys
    .filter((key) => !looksSecret(key))
    .map((key) => {
      const nearest = nearestWord(key, known);
      const suggestion =
        nearest === undefined
          ? `Delete it, or use one of: ${known.join(', ')}.`
          : `Did you mean "${nearest}"?`;
      const facts = { place: place([...path, key]), key, suggestion };
      return problem('configuration.unknown_key', facts);
    });
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** The keys that may stand at a path, from the published schema. */
function knownKeys(path: ConfigurationPath): string[] {
  const schema = z.toJSONSchema(configurationSchema, { io: 'input' }) as SchemaNode;
  const node = path.reduce<SchemaNode | undefined>(
    (part, step) => (typeof step === 'number' ? part?.items : part?.properties?.[step]),
    schema,
  );
  return Object.keys(node?.properties ?? {});
}

function invalidValue(issue: Issue, { content, place }: ConfigurationDocument): Problem {
  const path = pathOf(issue);
  const value = valueAt(content, path);
  const reason = value === undefined ? `${path.at(-1)} is missing` : reasonOf(issue, value);
  return problem('configuration.value_invalid', { place: place(path), reason });
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function reasonOf(issue: Issue, value: unknown): string {
  const shown = isRecord(value) || Array.isArray(value) ? 'this' : shorten(JSON.stringify(value));
  if (issue.code === 'invalid_type') {
    return `${shown} should be ${KINDS[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `${shown} is none of: ${choices(issue, value)}`;
  if (issue.code === 'invalid_union' && issue.path[0] === 'version') {
    return `version ${shown} is not known to this tieout; write version: 1`;
  }
  if (issue.code === 'invalid_union') return `${shown} should be a number`;
  if (issue.code === 'too_small') return 'it may not be blank';
  if (issue.code === 'too_big') return `${shown} has more than ${issue.maximum} characters`;
  return `${shown} should be ${issue.message}`;
}

function choices(issue: Extract<Issue, { code: 'invalid_value' }>, value: unknown): string {
  const words = issue.values.map(String);
  const nearest = nearestWord(String(value), words);
  const list = words.join(', ');
  return nearest === undefined ? list : `${list}; probably ${nearest} is meant`;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
