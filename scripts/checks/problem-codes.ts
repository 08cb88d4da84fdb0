import type { Breach, SourceFile } from '../source-files.ts';
import { isProduct } from '../source-files.ts';

const IS_TABLE = /^src\/domain\/problems\//;
const IS_SCENARIO = /^test\/|\.test\.tsx?$/;

/** Problem codes that no test or scenario provokes, or that no code raises. */
export function checkProblemCodes(
  files: readonly SourceFile[],
  problemCodes: readonly string[],
): Breach[] {
  const table = files.filter((file) => IS_TABLE.test(file.path) && isProduct(file));
  const tested = textOf(files.filter((file) => IS_SCENARIO.test(file.path)));
  const raised = textOf(files.filter((file) => isProduct(file) && !IS_TABLE.test(file.path)));
  return problemCodes.flatMap((problemCode) => {
    const place = placeOf(table, problemCode);
    const isRaised = names(raised, problemCode);
    return [
      ...(names(tested, problemCode) ? [] : [{ ...place, ...untested(problemCode) }]),
      ...(isRaised ? [] : [{ ...place, ...unraised(problemCode) }]),
    ];
  });
}

function textOf(files: readonly SourceFile[]): string {
  return files.map((file) => file.text).join('\n');
}

function names(text: string, problemCode: string): boolean {
  const escaped = problemCode.replaceAll('.', '\\.');
  return new RegExp(`(?<![\\w.])${escaped}(?![\\w.])`).test(text);
}

function placeOf(table: readonly SourceFile[], problemCode: string): Pick<Breach, 'path' | 'line'> {
  for (const file of table) {
    const at = file.text.split('\n').findIndex((line) => line.includes(`'${problemCode}'`));
    if (at !== -1) return { path: file.path, line: at + 1 };
  }
  return { path: 'src/domain/problems/index.ts', line: 1 };
}

function untested(problemCode: string): Pick<Breach, 'what' | 'remedy'> {
  return {
    what: `no test or scenario names the problem ${problemCode}`,
    remedy: 'provoke it in a test that names it, or delete it',
  };
}

function unraised(problemCode: string): Pick<Breach, 'what' | 'remedy'> {
  return { what: `nothing raises the problem ${problemCode}`, remedy: 'raise it or delete it' };
}
