import { IMPORT_TABLE } from '../import-table.ts';
import type { Breach, SourceFile } from '../source-files.ts';
import { isProduct } from '../source-files.ts';
import { syntaxOf } from '../syntax.ts';
import { folderOf } from './folders.ts';

const REMEDY_BY_NAME: Readonly<Record<string, string>> = {
  Date: 'take a Clock as an argument; accounting dates are text, see src/domain/dates.ts',
  performance: 'take a Clock as an argument',
  setTimeout: 'take the timer as an argument',
  setInterval: 'take the timer as an argument',
  setImmediate: 'take the timer as an argument',
  'Math.random': 'take the ids or the seed as an argument',
  crypto: 'take the digest or the ids as an argument',
  fetch: 'take the request as an argument',
  process: 'take the setting as an argument',
  console: 'return what there is to say',
  WebSocket: 'take the request as an argument',
  EventSource: 'take the request as an argument',
  globalThis: 'take what is needed as an argument',
  eval: 'write what is meant',
};

/** Clock, timers, randomness, network, console and process in folders that get them as arguments. */
export function checkPurity(files: readonly SourceFile[]): Breach[] {
  return files.filter(isProduct).flatMap((file) => {
    const folder = folderOf(file.path);
    if (folder === undefined || IMPORT_TABLE[folder]?.isPure !== true) return [];
    return syntaxOf(file).names.flatMap(({ name, line }) => {
      const remedy = Object.hasOwn(REMEDY_BY_NAME, name) ? REMEDY_BY_NAME[name] : undefined;
      if (remedy === undefined) return [];
      return [{ path: file.path, line, what: `${folder} may not use ${name}`, remedy }];
    });
  });
}
