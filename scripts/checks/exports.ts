import { ENTRY_POINTS } from '../import-table.ts';
import type { Breach, SourceFile } from '../source-files.ts';
import { isTest, isTypeScript } from '../source-files.ts';
import { type ExportUse, type ImportUse, syntaxOf } from '../syntax.ts';
import { targetOf } from './folders.ts';

/**
 * Exports that nothing but tests uses, and values that only their own file uses. A type that its own
 * file uses belongs to the shape of what is exported there.
 */
export function checkExports(files: readonly SourceFile[]): Breach[] {
  const importers = importersOf(files);
  return files
    .filter((file) => isTypeScript(file) && !isTest(file) && !ENTRY_POINTS.includes(file.path))
    .flatMap((file) =>
      syntaxOf(file).exports.flatMap((use) => {
        const takers = (importers.get(file.path) ?? []).filter((taker) => takes(taker, use.name));
        const fault = faultOf(file, use, takers);
        return fault === undefined ? [] : [{ path: file.path, line: use.line, ...fault }];
      }),
    );
}

interface Import {
  readonly importer: SourceFile;
  readonly use: ImportUse;
}

function importersOf(files: readonly SourceFile[]): ReadonlyMap<string, readonly Import[]> {
  const imports = files
    .filter(({ path }) => /\.(?:tsx?|js)$/.test(path))
    .flatMap((importer) => syntaxOf(importer).imports.map((use) => ({ importer, use })));
  return Map.groupBy(imports, ({ importer, use }) =>
    String(targetOf(importer.path, use.specifier ?? '')),
  );
}

/** An import of the whole module takes what its file names. */
function takes({ importer, use }: Import, name: string): boolean {
  const isWhole = use.names.length === 0 || use.names.includes('*');
  return isWhole ? isNamedIn(importer, name, 1) : use.names.includes(name);
}

function isNamedIn(file: SourceFile, name: string, times: number): boolean {
  return (file.text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length >= times;
}

function faultOf(
  file: SourceFile,
  { name, isType }: ExportUse,
  takers: readonly Import[],
): Pick<Breach, 'what' | 'remedy'> | undefined {
  const isUsedAtHome = syntaxOf(file).names.filter((use) => use.name === name).length > 1;
  if (takers.length === 0) {
    if (isUsedAtHome && isType) return undefined;
    const remedy = isUsedAtHome ? 'drop the word "export"' : 'delete it';
    return { what: `no other file imports ${name}`, remedy };
  }
  const isForProduct = takers.some(({ importer }) => !isForTests(importer));
  if (isForProduct || isUsedAtHome || isForTests(file)) return undefined;
  return { what: `only tests import ${name}`, remedy: 'delete it, or move it to test/' };
}

function isForTests(file: SourceFile): boolean {
  return file.path.startsWith('test/') || isTest(file);
}
