import type { Kysely, Selectable } from 'kysely';
import type { AccountingDate, Instant } from '../domain/dates.ts';
import { type Cents, formatCents } from '../domain/money.ts';
import type { Mode } from '../domain/settings.ts';
import type { Act } from './act.ts';
import type { Database } from './schema.ts';
import type { TieOutResultTable } from './schema-home.ts';
import type { Store } from './store.ts';

/** What one tie-out came to. */
export interface TieOutResult {
  readonly entity: string;
  readonly date: AccountingDate;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly accounts: number;
  readonly unexplained: Cents;
}

/** Keeps what a tie-out came to; the same entity's at the same moment counts once. */
export async function recordTieOut(
  store: Store,
  act: Act,
  result: Pick<TieOutResult, 'entity' | 'date' | 'accounts' | 'unexplained'>,
): Promise<void> {
  const { entity, date, accounts, unexplained } = result;
  await store.transact(act, async (tx, audit) => {
    await tx
      .insertInto('tie_out_result')
      .values({
        ...{ mode: act.mode, entity, made_at: act.at, date, made_by: act.actor, accounts },
        unexplained_cents: unexplained,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const facts = { date, unexplained: formatCents(unexplained) };
    await audit('tie_out.made', `entity/${entity}`, facts);
  });
}

/** The last tie-out of each entity. */
export async function lastTieOuts(
  reader: Kysely<Database>,
  mode: Mode,
): Promise<ReadonlyMap<string, TieOutResult>> {
  const rows = await reader
    .selectFrom('tie_out_result as r')
    .selectAll()
    .where('r.mode', '=', mode)
    .where('r.made_at', '=', (eb) =>
      eb
        .selectFrom('tie_out_result as l')
        .select(({ fn }) => fn.max('l.made_at').as('last'))
        .where('l.mode', '=', mode)
        .whereRef('l.entity', '=', 'r.entity'),
    )
    .execute();
  return new Map(rows.map((row) => [row.entity, resultOf(row)]));
}

/** The last tie-outs of one entity, the newest first. */
export async function listTieOuts(
  reader: Kysely<Database>,
  wanted: { mode: Mode; entity: string; limit: number },
): Promise<TieOutResult[]> {
  const rows = await reader
    .selectFrom('tie_out_result')
    .selectAll()
    .where('mode', '=', wanted.mode)
    .where('entity', '=', wanted.entity)
    .orderBy('made_at', 'desc')
    .limit(wanted.limit)
    .execute();
  return rows.map(resultOf);
}

function resultOf(row: Selectable<TieOutResultTable>): TieOutResult {
  return {
    entity: row.entity,
    date: row.date as AccountingDate,
    madeAt: row.made_at as Instant,
    madeBy: row.made_by,
    accounts: row.accounts,
    unexplained: row.unexplained_cents,
  };
}
