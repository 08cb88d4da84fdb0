import { posix } from 'node:path';
import { IMPORT_TABLE } from '../import-table.ts';

/** The row of the import table that a file of `src/` falls under; undefined where none does. */
export function folderOf(path: string): string | undefined {
  if (/(?:^|[/-])worker\.ts$/.test(path)) return 'app';
  return Object.keys(IMPORT_TABLE).find(
    (folder) => path === `src/${folder}.ts` || path.startsWith(`src/${folder}/`),
  );
}

/** The repository path that a relative specifier names; undefined for a package or a Node module. */
export function targetOf(importer: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(importer), specifier);
}

/** `@scope/name` or `name` of the npm package that a specifier reaches. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
