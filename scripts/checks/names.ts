import type { Breach, SourceFile } from '../source-files.ts';
import { isProduct, isTypeScript } from '../source-files.ts';
import { syntaxOf } from '../syntax.ts';

const EMPTY_NAME = /(?:^|-)(?:utils?|helpers?|managers?|services?)(?:-|$)/;

/** File names that say nothing, or are not in kebab-case. */
export function checkFileNames(files: readonly SourceFile[]): Breach[] {
  return files.filter(isTypeScript).flatMap((file) => {
    const parts = file.path.replace(/(?:\.(?:test|deep|d))*\.tsx?$/, '').split('/');
    const odd = parts.find((part) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(part));
    const empty = parts.find((part) => EMPTY_NAME.test(part));
    return [
      ...(odd === undefined ? [] : [nameBreach(file.path, `"${odd}" is not in kebab-case`)]),
      ...(empty === undefined ? [] : [nameBreach(file.path, `"${empty}" says nothing`)]),
    ];
  });
}

/** Exports of the documented folders that have no doc comment. */
export function checkDocComments(files: readonly SourceFile[]): Breach[] {
  const isDocumented = /^src\/(?:domain|xero\/contract|xero\/client|api\/contract)\//;
  return files
    .filter((file) => isProduct(file) && isDocumented.test(file.path))
    .flatMap((file) =>
      syntaxOf(file)
        .exports.filter((use) => !use.hasDocComment)
        .map((use) => ({
          path: file.path,
          line: use.line,
          what: `the export ${use.name} has no doc comment`,
          remedy: 'say what it means, its unit, and what can go wrong',
        })),
    );
}

/** TypeScript that the parser refuses; the other checks pass such a file over. */
export function checkSyntax(files: readonly SourceFile[]): Breach[] {
  return files.filter(isTypeScript).flatMap((file) => {
    const { fault } = syntaxOf(file);
    if (fault === undefined) return [];
    return [{ path: file.path, line: 1, what: `does not parse: ${fault}`, remedy: 'mend it' }];
  });
}

function nameBreach(path: string, what: string): Breach {
  return { path, line: 1, what, remedy: 'name the file after the main thing it exports' };
}
