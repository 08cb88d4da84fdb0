import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Catalog } from '../domain/catalog.ts';
import { checkConfiguration } from '../domain/check-configuration.ts';
import { type Configuration, configurationSchema } from '../domain/configuration.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import type { GlobalSettings } from '../domain/settings.ts';
import { ACCOUNT_TYPES } from '../xero/client/accounts.ts';
import {
  type ConfigurationDocument,
  parseConfigurationDocument,
} from './configuration-document.ts';
import { findSecrets } from './configuration-secrets.ts';
import { checkShape } from './configuration-shape.ts';
import { readingFault } from './file-faults.ts';
import { soundParts } from './sound-parts.ts';

/** What is stored already, to which a configuration file may refer. */
export interface StoredConfiguration {
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
}

/** Reads and checks a configuration file; either all of it is in order, or all problems come. */
export async function readConfiguration(
  path: string,
  stored: StoredConfiguration,
): Promise<Outcome<Configuration>> {
  const text = await readText(path);
  return text.ok ? parseConfiguration(basename(path), text.value, stored) : text;
}

/** The same for a text; `file` is its name in the problems. */
export function parseConfiguration(
  file: string,
  text: string,
  stored: StoredConfiguration,
): Outcome<Configuration> {
  const document = parseConfigurationDocument(file, text);
  return document.ok ? checkedConfiguration(document.value, stored) : document;
}

/** The same for content that came from a page; its `place` names the fields. */
export function checkedConfiguration(
  document: ConfigurationDocument,
  stored: StoredConfiguration,
): Outcome<Configuration> {
  const problems = [
    ...findSecrets(document),
    ...[...checkShape(document), ...checkReferences(document, stored)].sort(inFile),
  ];
  if (problems.length > 0) return fail(...problems);
  return succeed(configurationSchema.parse(document.content));
}

function inFile(one: Problem, other: Problem): number {
  return lineOf(one) - lineOf(other);
}

function lineOf({ facts }: Problem): number {
  return Number(/^Line (\d+)/.exec(String(facts.place))?.[1] ?? 0);
}

function checkReferences(
  { content, place }: ConfigurationDocument,
  stored: StoredConfiguration,
): Problem[] {
  const { configuration, alsoNamed, pathInFile } = soundParts(content);
  return checkConfiguration(configuration, {
    ...stored,
    alsoNamed,
    xeroTypes: ACCOUNT_TYPES,
    place: (path) => place(pathInFile(path)),
  });
}

/** UTF-8, or the UTF-16 that Windows writes, told by its first bytes. */
async function readText(path: string): Promise<Outcome<string>> {
  try {
    const bytes = await readFile(path);
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    return succeed(new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const isNoText = (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    const reason = isNoText ? 'it holds bytes that are not UTF-8 text' : readingFault(error);
    return fail(problem('configuration.not_readable', { file: path, reason }));
  }
}
