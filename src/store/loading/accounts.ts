import { sql, type Transaction } from 'kysely';
import type { AccountRow } from '../../domain/import-row.ts';
import { problem } from '../../domain/problem.ts';
import { bulkInsert } from '../bulk-insert.ts';
import type { Database } from '../schema.ts';
import { accountDifference, type KeptAccount, readKeptAccounts } from './kept-accounts.ts';
import {
  type ChunkWriter,
  type Loader,
  type LoadingContext,
  noTotals,
  writeChunk,
} from './loader.ts';
import { segmentIds } from './segments.ts';

/** A change of a loan account that would move it to another entity. */
interface Move {
  readonly row: AccountRow;
  readonly loanAccountId: number;
  readonly fromEntityId: number;
}

/** Keeps new loan accounts; stages what changes in old ones until the import is accepted. */
export function accountLoader(context: LoadingContext): Loader<AccountRow> {
  const { importId } = context.loading;
  const totals = noTotals(context.loading);
  const segments = segmentIds();
  const lines = new Map<string, number>();
  const moves: Move[] = [];

  const sort = async (tx: Transaction<Database>, rows: readonly AccountRow[]) => {
    const kept = await readKeptAccounts(tx, importId, rows);
    const added: KeptAccount[] = [];
    const changed: KeptAccount[] = [];
    for (const row of rows) {
      const segmentId = await segments.of(tx, row);
      const known = kept.get(row.accountId);
      const wanted = keptAs(row, segmentId, known?.loanAccountId ?? 0);
      const difference = known === undefined ? 'all' : accountDifference(known, wanted);
      const first = lines.get(row.accountId);
      if (difference === undefined) {
        totals.unchanged += 1;
      } else if (first !== undefined) {
        const facts = { row: row.row, column: difference, value: row.accountId, first };
        context.report(problem('loan_account.repeated', facts));
      } else {
        totals.accepted += 1;
        (known === undefined ? added : changed).push(wanted);
        kept.set(row.accountId, wanted);
        const fromEntityId =
          known === undefined ? row.entityId : segments.entityOf(known.segmentId);
        if (fromEntityId !== row.entityId) {
          moves.push({ row, loanAccountId: wanted.loanAccountId, fromEntityId });
        }
      }
      if (first === undefined) lines.set(row.accountId, row.row);
    }
    return { added, changed };
  };
  return {
    totals,
    async take(rows) {
      await writeChunk(context, rows.length, async (writer) => {
        const { added, changed } = await sort(writer.tx, rows);
        await insertAccounts(writer, importId, added);
        await stageChanges(writer, importId, changed);
      });
    },
    async finish() {
      await writeChunk(context, 0, ({ tx }) => reportMoves(tx, context, moves));
    },
    accept: (tx) => applyChanges(tx, importId),
  };
}

function keptAs(row: AccountRow, segmentId: number, loanAccountId: number): KeptAccount {
  return {
    loanAccountId,
    accountId: row.accountId,
    clientId: row.clientId,
    clientName: row.clientName,
    segmentId,
    gstExempt: row.isGstExempt ? 1 : 0,
  };
}

const DETAILS = {
  client_id: 'text',
  client_name: 'text',
  segment_id: 'whole',
  gst_exempt: 'whole',
  import_id: 'whole',
} as const;

function detailsOf(kept: KeptAccount, importId: number) {
  return [kept.clientId, kept.clientName, kept.segmentId, kept.gstExempt, importId];
}

async function insertAccounts(
  writer: ChunkWriter,
  importId: number,
  added: readonly KeptAccount[],
): Promise<void> {
  const into = { table: 'loan_account', columns: { account_id: 'text', ...DETAILS } } as const;
  const rows = added.map((kept) => [kept.accountId, ...detailsOf(kept, importId)]);
  await bulkInsert(writer, into, rows);
}

async function stageChanges(
  writer: ChunkWriter,
  importId: number,
  changed: readonly KeptAccount[],
): Promise<void> {
  const columns = { loan_account_id: 'whole', ...DETAILS } as const;
  const rows = changed.map((kept) => [kept.loanAccountId, ...detailsOf(kept, importId)]);
  await bulkInsert(writer, { table: 'loan_account_change', columns }, rows);
}

/** A loan account with transactions stays in its entity, whose books hold them. */
async function reportMoves(
  tx: Transaction<Database>,
  context: LoadingContext,
  moves: readonly Move[],
): Promise<void> {
  for (const { row, loanAccountId, fromEntityId } of moves) {
    const used = await tx
      .selectFrom('loan_transaction')
      .select('row_id')
      .where('loan_account_id', '=', loanAccountId)
      .limit(1)
      .executeTakeFirst();
    if (used === undefined) continue;
    context.report(
      problem('loan_account.entity_changed', {
        row: row.row,
        column: 'entity',
        account: row.accountId,
        entity: context.nameOf(fromEntityId),
        value: context.nameOf(row.entityId),
      }),
    );
  }
}

async function applyChanges(tx: Transaction<Database>, importId: number): Promise<void> {
  await sql`update loan_account set client_id = c.client_id, client_name = c.client_name,
    segment_id = c.segment_id, gst_exempt = c.gst_exempt from loan_account_change c
    where c.import_id = ${importId} and c.loan_account_id = loan_account.loan_account_id`.execute(
    tx,
  );
  await tx.deleteFrom('loan_account_change').where('import_id', '=', importId).execute();
}
