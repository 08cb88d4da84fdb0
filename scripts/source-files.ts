import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text file of the repository; `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One place where the repository breaks a rule of the house. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly what: string;
  readonly remedy: string;
}

/** Looks at the whole repository and names every breach of one rule. */
export type Check = (files: readonly SourceFile[]) => Breach[];

const IGNORED_FOLDERS = new Set(['.git', 'node_modules', 'tieout-data', 'coverage', 'dist']);
const TEXT_NAME =
  /\.(?:ts|tsx|mts|js|json|md|svg|html|css|ya?ml|csv|sql|sh|awk|txt)$|^\.ci\/run$|^\.npmrc$|^LICENSE$/;

/** Every text file under the root, in the order of their paths. */
export function readSourceFiles(root: string): SourceFile[] {
  return listFiles(root, '')
    .filter((path) => TEXT_NAME.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** A file of `src/`, `scripts/` or `test/` that holds TypeScript. */
export function isTypeScript(file: SourceFile): boolean {
  return /^(?:src|scripts|test)\/.*\.tsx?$/.test(file.path);
}

export function isTest(file: SourceFile): boolean {
  return /\.test\.tsx?$/.test(file.path);
}

/** TypeScript of `src/` that ships: everything but the tests beside it. */
export function isProduct(file: SourceFile): boolean {
  return isTypeScript(file) && file.path.startsWith('src/') && !isTest(file);
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((found) => {
    const path = folder === '' ? found.name : `${folder}/${found.name}`;
    if (found.isDirectory()) return IGNORED_FOLDERS.has(found.name) ? [] : listFiles(root, path);
    return found.isFile() ? [path] : [];
  });
}
