import type { App } from '../../src/app.ts';
import type { AccountingDate } from '../../src/domain/dates.ts';
import type { ImportKind } from '../../src/domain/import-row.ts';
import { runCompleter } from '../../src/tasks/completer.ts';
import { importFile } from '../../src/tasks/import.ts';
import type { ImportResult } from '../../src/tasks/import-request.ts';
import { planExportTask } from '../../src/tasks/plan-export.ts';
import { undoExportTask } from '../../src/tasks/undo-export.ts';
import type { UndoWanted } from '../../src/tasks/undo-report.ts';

/** The last day up to which anything is planned. */
export const LAST_DAY = '2026-06-30' as AccountingDate;

export function importText(app: App, kind: ImportKind, text: string): Promise<ImportResult> {
  const bytes = Buffer.from(text);
  return importFile({
    store: app.store,
    act: app.act(),
    clock: { now: () => app.act().at },
    kind,
    file: {
      name: `${kind}.csv`,
      bytesTotal: bytes.length,
      read: async function* () {
        yield bytes;
      },
    },
    dryRun: false,
    problemSink: { add: () => undefined },
  });
}

export function planUpTo(app: App, entity: string, upTo: string) {
  return planExportTask(app, { entity, upTo: upTo as AccountingDate, isPreview: false });
}

/** Undoes a batch, or what is named of it. */
export function undo(
  app: App,
  exportId: string,
  of: Partial<Pick<UndoWanted, 'parts' | 'date' | 'holdsRows' | 'acceptsEdits'>> = {},
) {
  const whole = { parts: undefined, date: undefined, holdsRows: false, acceptsEdits: false };
  return undoExportTask(app, { ...whole, ...of, exportId, reason: 'as asked', isPreview: false });
}

/** One round of the completer; what it did not expect is an error of ours. */
export async function completeOnce(app: App) {
  const report = await runCompleter(app, {
    isOnce: true,
    wait: app.time.wait,
    onNews: () => undefined,
    onProgress: () => undefined,
  });
  const oddity = report.problems.find(({ code }) => code === 'program.unexpected_error');
  if (oddity !== undefined) throw new Error(oddity.message);
  return report;
}
