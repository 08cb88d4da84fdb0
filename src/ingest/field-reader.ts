import type { ImportKind } from '../domain/import-row.ts';
import type { Layout } from '../domain/layout.ts';
import type { ProblemList } from './problem-list.ts';

/** The trimmed text of one of our fields; undefined where a problem has been reported. */
export type FieldReader = (cells: readonly string[]) => string | undefined;

/** What tells where the fields of a file stand. */
export interface FieldsOptions {
  readonly kind: ImportKind;
  readonly header: readonly string[];
  readonly layout: Layout | undefined;
  readonly problems: ProblemList;
}
