import type { Clock } from '../domain/dates.ts';
import type { ImportKind } from '../domain/import-row.ts';
import type { Problem } from '../domain/problem.ts';
import type { ProblemSink } from '../ingest/problem-list.ts';
import type { SourceFile } from '../ingest/source-file.ts';
import type { Act } from '../store/act.ts';
import type { Store } from '../store/store.ts';
import type { ImportOwner } from './import-owner.ts';

export interface ImportOptions {
  readonly store: Store;
  readonly act: Act;
  readonly clock: Clock;
  readonly kind: ImportKind;
  readonly file: SourceFile;
  /** Name of a layout of the configuration. */
  readonly layout?: string;
  /** Does everything and keeps nothing. */
  readonly dryRun: boolean;
  readonly onProgress?: (bytesRead: number, bytesTotal: number, rows: number) => void;
  /** Takes every problem; the result carries the first thousand. */
  readonly problemSink: ProblemSink;
  readonly owner?: ImportOwner;
}

/** What `tieout import --json` prints. */
export interface ImportResult {
  /** Null where nothing was kept: a dry run, problems, or a file that is known already. */
  readonly importId: number | null;
  /** Rows read, good or bad. */
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  /** The import that accepted the same file before. */
  readonly sameAs: number | null;
  readonly debits: string;
  /** Without sign. */
  readonly credits: string;
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}
