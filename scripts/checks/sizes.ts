import type { Breach, SourceFile } from '../source-files.ts';
import { isProduct, isTypeScript } from '../source-files.ts';
import { type FunctionUse, syntaxOf } from '../syntax.ts';

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 70;
const MAX_PARAMETERS = 3;
const MAX_DEPTH = 3;

/** Files over 300 lines. */
export function checkFileSizes(files: readonly SourceFile[]): Breach[] {
  return files.filter(isTypeScript).flatMap((file) => {
    const lines = file.text.replace(/\n$/, '').split('\n').length;
    if (lines <= MAX_FILE_LINES) return [];
    return [
      {
        path: file.path,
        line: MAX_FILE_LINES + 1,
        what: `has ${lines} lines, ${MAX_FILE_LINES} are allowed`,
        remedy: 'split it by reason to change',
      },
    ];
  });
}

/** Product functions that are too long, too deep or take too many parameters. */
export function checkFunctionSizes(files: readonly SourceFile[]): Breach[] {
  return files
    .filter((file) => isProduct(file) || file.path.startsWith('scripts/checks/'))
    .flatMap((file) =>
      syntaxOf(file).functions.flatMap((use) =>
        faultsOf(use).map((fault) => ({ path: file.path, line: use.line, ...fault })),
      ),
    );
}

function faultsOf(use: FunctionUse): Pick<Breach, 'what' | 'remedy'>[] {
  const { name, lines, depth, parameters } = use;
  return [
    {
      isBroken: lines > MAX_FUNCTION_LINES,
      what: `${name} has ${lines} lines, ${MAX_FUNCTION_LINES} are allowed`,
      remedy: 'split it into functions that each do one thing',
    },
    {
      isBroken: depth > MAX_DEPTH,
      what: `${name} nests ${depth} deep, ${MAX_DEPTH} are allowed`,
      remedy: 'return early, or move the inner part into a function',
    },
    {
      isBroken: parameters > MAX_PARAMETERS,
      what: `${name} takes ${parameters} parameters, ${MAX_PARAMETERS} are allowed`,
      remedy: 'take an object with named fields',
    },
  ]
    .filter((fault) => fault.isBroken)
    .map(({ what, remedy }) => ({ what, remedy }));
}
