import { type Breach, isTest, isTypeScript, type SourceFile } from './source-files.ts';

/** How many rows each group of faults has: A, a dying export; B, Xero; D, clocks; F, the machine. */
const ROWS = { A: 14, B: 23, D: 3, F: 10 };

/** The id of every fault that the exports must survive. */
const FAULT_ROWS: readonly string[] = Object.entries(ROWS).flatMap(([group, rows]) =>
  Array.from({ length: rows }, (_, index) => `${group}${index + 1}`),
);

/** Rows of faults at the beginning of no test's name, so that none is lost. */
export function checkFaultRows(files: readonly SourceFile[]): Breach[] {
  const named = new Set(files.filter(isNamingTests).flatMap(rowsNamedIn));
  const missing = FAULT_ROWS.filter((row) => !named.has(row));
  const what = `no test's name begins with ${missing.join(', ')}`;
  const remedy =
    'name the test that provokes the fault after its row, as in "A5: killed after ..."';
  return missing.length === 0 ? [] : [{ path: 'test/faults', line: 1, what, remedy }];
}

/** Names stand in tests, and in the tables from which sweeps make theirs. */
function isNamingTests(file: SourceFile): boolean {
  return isTypeScript(file) && (isTest(file) || file.path.startsWith('test/'));
}

/** A name begins with one id or with several: `A7, A8: killed ...`. */
function rowsNamedIn({ text }: SourceFile): string[] {
  return [...text.matchAll(/['"`]((?:[ABDF]\d{1,2}, )*[ABDF]\d{1,2}): /g)].flatMap(([, ids = '']) =>
    ids.split(', '),
  );
}
