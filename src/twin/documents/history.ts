import type { Call } from '../calls/call.ts';
import { all, run } from '../database/statements.ts';
import { msMoment } from '../wire/dates.ts';

interface HistoryRow {
  at: number;
  changes: string;
  details: string;
}

/** Adds to the history of a record; nothing there is ever changed or removed. */
export function addHistory(
  call: Call,
  recordId: string,
  { changes, details }: { changes: string; details: string },
): void {
  const sql = 'insert into history_record values (?, ?, ?, ?, ?)';
  run(call.books, sql, call.organisation.tenant_id, recordId, call.now, changes, details);
}

/** The history of a record in Xero's names, newest first. */
export function historyOf(call: Call, recordId: string): object[] {
  const rows = all<HistoryRow>(
    call.books,
    `select at, changes, details from history_record where tenant_id = ? and record_id = ?
     order by at desc, rowid desc`,
    call.organisation.tenant_id,
    recordId,
  );
  return rows.map(({ at, changes, details }) => ({
    Changes: changes,
    DateUTCString: secondsOf(at),
    DateUTC: msMoment(at),
    User: 'System Generated',
    Details: details,
  }));
}

/** `2019-02-23T05:23:20`, without a zone. */
export function secondsOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}
