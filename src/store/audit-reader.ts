import type { Kysely } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { Facts } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import type { Database } from './schema.ts';

/** One row of the audit trail. */
export interface AuditRow {
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly details: Facts;
}

/** What was done to a subject in a mode, the newest first. */
export async function loadAudit(
  reader: Kysely<Database>,
  wanted: { mode: Mode; subject: string; leaves: readonly string[]; limit: number },
): Promise<AuditRow[]> {
  const { mode, subject, leaves, limit } = wanted;
  const rows = await reader
    .selectFrom('audit')
    .select(['at', 'actor', 'action', 'details'])
    .where('subject', '=', subject)
    .where('mode', '=', mode)
    .where('action', 'not in', leaves)
    .orderBy('audit_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ at, actor, action, details }) => {
    return { at: at as Instant, actor, action, details: JSON.parse(details) };
  });
}
