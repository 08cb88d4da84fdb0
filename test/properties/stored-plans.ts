import fc from 'fast-check';
import { sql } from 'kysely';
import { configurationSchema } from '../../src/domain/configuration.ts';
import { applyConfiguration } from '../../src/store/catalog-writer.ts';
import type { Store } from '../../src/store/store.ts';
import { plan } from '../../src/tasks/plan-export.ts';
import { lenderWith } from '../domain/lender.ts';
import { organisationFacts } from '../domain/organisation.ts';
import { day } from '../domain/plan-of.ts';
import { toldContext } from '../domain/told-organisation.ts';
import { runImport } from '../imports.ts';
import { ACT, newStore } from '../stores.ts';
import { type Step, steps } from './ledger-steps.ts';
import type { NamedAsyncProperty } from './named-property.ts';

/** What holds for every sequence of imports, previews and plans on a real store. */
export const STORED_PLAN_PROPERTIES: readonly NamedAsyncProperty[] = [
  {
    name: 'two previews, and a preview and the plan after it, give equal bytes',
    property: fc.asyncProperty(steps, (some) =>
      onStore(async (store) => {
        for (const step of some) {
          if (step.kind !== 'plan') await prepare(store, step);
          else if (!(await hasEqualBytes(store, step))) return false;
        }
        return true;
      }),
    ),
  },
  {
    name: 'no transaction is in two live batches, and every posting is the sum of its rows',
    property: fc.asyncProperty(steps, (some) =>
      onStore(async (store) => {
        for (const step of some) {
          if (step.kind !== 'plan') await prepare(store, step);
          else await planned(store, step, false);
        }
        return (await rowsPostedTwice(store)) === 0 && (await bundlesWithoutRows(store)) === 0;
      }),
    ),
  },
  {
    name: 'once all has gone, control, clearing and bank account are what the newest rows say',
    property: fc.asyncProperty(steps, (some) =>
      onStore(async (store) => {
        for (const step of some) {
          if (step.kind !== 'plan') await prepare(store, step);
          else await planned(store, step, false);
        }
        const last = { upTo: '2026-05-31', streams: ['journals', 'bank'] } as const;
        const { plan: made } = await planned(store, { kind: 'plan', ...last }, false);
        return made.held.length > 0 || (await isAsTheRowsSay(store));
      }),
    ),
  },
];

async function onStore(act: (store: Store) => Promise<boolean>): Promise<boolean> {
  const { store, remove } = await newStore('sqlite');
  try {
    await applyConfiguration(store, ACT, configurationSchema.parse(lenderWith()));
    await runImport(store, 'accounts', { text: LOAN_ACCOUNTS });
    return await act(store);
  } finally {
    await remove();
  }
}

const LOAN_ACCOUNTS = `account_id,client_id,client_name,account_type,entity,branch,department
L1,C1,Ann,LOAN,M,EAST,LOANS
L2,C2,Ben,LOAN,M,WEST,LOANS
`;

async function prepare(store: Store, step: Exclude<Step, PlanStep>): Promise<void> {
  if (step.kind === 'settings') {
    const { bankPosting, clearingAccount } = step;
    const bankAccounts = [{ code: 'BANK', entity: 'M', clearingAccount }];
    const changed = lenderWith({ settings: { bankPosting }, bankAccounts });
    await applyConfiguration(store, ACT, configurationSchema.parse(changed));
    return;
  }
  const { problems } = await runImport(store, 'transactions', { text: step.text });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
}

type PlanStep = Extract<Step, { kind: 'plan' }>;

async function planned(store: Store, { upTo, streams }: PlanStep, isPreview: boolean) {
  const context = toldContext(store, organisationFacts());
  const asked = { entity: 'M', upTo: day(upTo), streams, isPreview };
  const made = await plan(context, asked);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

/** The stored documents' bytes, those of the plan, and those of two previews before it. */
async function hasEqualBytes(store: Store, step: PlanStep): Promise<boolean> {
  const [first, second] = [await planned(store, step, true), await planned(store, step, true)];
  const made = await planned(store, step, false);
  const stored = await sql<{ body: string }>`select d.body from document d
    join batch b on b.batch_id = d.batch_id where b.export_id = ${made.exportId}
    order by d.part`.execute(store.reader);
  const bytes = [first, second, made].map(({ exportId, plan: one }) =>
    JSON.stringify([exportId, one.documents.map((document) => document.body)]),
  );
  const kept = made.plan.problems.length > 0 ? [] : [storedBytes(made.exportId, stored.rows)];
  return new Set([...bytes, ...kept]).size === 1;
}

function storedBytes(exportId: string | null, rows: readonly { body: string }[]): string {
  return JSON.stringify([exportId, rows.map((row) => row.body)]);
}

/** Rows that stand in a stream more than once, or are taken back without having been posted. */
async function rowsPostedTwice(store: Store): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*) as found from (
    select t.source_id, t.transaction_id, c.stream, sum(c.turn) as posted
    from claim c join batch b on b.batch_id = c.batch_id
    join loan_transaction t on t.row_id = c.row_id
    where c.mode = 2 and b.state not in ('planning', 'undone', 'discarded')
    group by 1, 2, 3 having sum(c.turn) not in (0, 1)) as doubled`.execute(store.reader);
  return rows[0]?.found ?? -1;
}

/** Frozen sums that the claimed rows do not add up to, in number or in cents. */
async function bundlesWithoutRows(store: Store): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*) as found from bundle b
    where (b.rows, b.amount_cents, b.gst_cents) <> (
      select count(*), coalesce(sum(t.amount_cents), 0), coalesce(sum(t.gst_cents), 0)
      from claim c join loan_transaction t on t.row_id = c.row_id
      where c.batch_id = b.batch_id and c.stream = b.stream and c.turn = b.turn
        and c.bundle_key = b.bundle_key)`.execute(store.reader);
  return rows[0]?.found ?? -1;
}

/** Money moved stands on the bank account with the sign turned; both clearing accounts are nil. */
async function isAsTheRowsSay(store: Store): Promise<boolean> {
  const lines = await sql<{ account: string; cents: bigint }>`select sent_account as account,
    sum(amount_cents) as cents from document_line group by 1`.execute(store.reader);
  const rows = await sql<{ control: bigint | null; bank: bigint | null }>`select
    sum(case when e.key <> 'DISB' then t.amount_cents end) as control,
    sum(case when t.bank_account_id <> 0 then
      case when e.key = 'DISB' then t.amount_cents else -t.amount_cents end end) as bank
    from loan_transaction t join catalog_item e on e.item_id = t.element_id
    where t.row_id not in (select old_row_id from superseded)`.execute(store.reader);
  const found = new Map(lines.rows.map((row) => [row.account, BigInt(row.cents)]));
  const { control, bank } = rows.rows[0] ?? {};
  const expected = { '1100': control, '2190': 0n, '2195': 0n, '090': bank };
  return Object.entries(expected).every(
    ([account, amount]) => (found.get(account) ?? 0n) === BigInt(amount ?? 0),
  );
}
