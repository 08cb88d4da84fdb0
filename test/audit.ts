import type { Kysely } from 'kysely';
import type { Instant } from '../src/domain/dates.ts';
import type { Facts } from '../src/domain/problem.ts';
import type { Mode } from '../src/domain/settings.ts';
import type { Database } from '../src/store/schema.ts';

/** One thing that somebody did. */
export interface AuditRow {
  readonly auditId: number;
  readonly at: Instant;
  readonly actor: string;
  readonly mode: Mode;
  /** What was done: `batch.planned`, `call.answered`. */
  readonly action: string;
  /** To what: `batch/20260531.001`, `elements/FEE`. */
  readonly subject: string;
  readonly details: Facts;
}

/** The audit trail, oldest first: of one subject, or a page after a row. */
export async function loadAudit(
  reader: Kysely<Database>,
  wanted: { subject?: string; afterId?: number; limit?: number } = {},
): Promise<AuditRow[]> {
  const { subject, afterId = 0, limit = 1000 } = wanted;
  const rows = await reader
    .selectFrom('audit')
    .selectAll()
    .where('audit_id', '>', afterId)
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
    .orderBy('audit_id')
    .limit(limit)
    .execute();
  return rows.map(({ audit_id, at, details, ...row }) => {
    return { ...row, auditId: audit_id, at: at as Instant, details: JSON.parse(details) };
  });
}
