import type { DatabaseSync } from 'node:sqlite';
import type { Catalog } from '../../domain/catalog.ts';
import { invariant, succeed } from '../../domain/problem.ts';
import { loadCatalog } from '../../store/catalog-reader.ts';
import { type Phase, timed } from './phase.ts';

/**
 * The floor of planning: one GROUP BY over the rows, one INSERT … SELECT that stores each posting as
 * a row of its own, one that claims each row for its streams; in one transaction, unchecked.
 */
export const planFloor: Phase = async ({ context, onProgress }) => {
  const { sqlite, reader } = context.store;
  invariant(sqlite !== undefined, 'the floor is measured on the embedded store');
  const catalog = await loadCatalog(reader);
  const steps = [
    { name: 'group', run: () => sqlite.prepare(GROUP).all().length },
    { name: 'post', run: () => Number(sqlite.prepare(POST).run().changes) },
    { name: 'claim', run: () => Number(sqlite.prepare(CLAIM).run().changes) },
  ];
  const facts: Record<string, number | string> = {};
  const { value: _, ...spent } = await timed(async () => {
    sqlite.exec('begin immediate');
    writeRules(sqlite, catalog);
    for (const [done, { name, run }] of steps.entries()) {
      onProgress({ doing: 'Planning without checks', done, of: steps.length });
      const step = await timed(async () => run());
      facts[`${name}Seconds`] = step.seconds;
      facts[`${name}Rows`] = step.value;
    }
    sqlite.exec('commit');
  });
  const { rows } = sqlite.prepare('select count(*) as rows from loan_transaction').get() ?? {};
  const { debits } = sqlite.prepare(DEBITS).get() ?? {};
  return succeed({ count: Number(rows), ...spent, facts: { ...facts, debits: Number(debits) } });
};

const GROUP = `select t.date, a.segment_id, t.element_id, t.bank_account_id, t.gst_cents <> 0,
    count(*), sum(t.amount_cents), sum(t.gst_cents)
  from loan_transaction t join loan_account a on a.loan_account_id = t.loan_account_id
  group by 1, 2, 3, 4, 5`;

const POST = `insert into bench_posting select t.row_id, r.stream, r.side, t.date, r.gl_account,
    s.branch_id, s.department_id, r.tax_type, r.sign * t.amount_cents,
    r.sign * r.carries_gst * t.gst_cents
  from loan_transaction t join loan_account a on a.loan_account_id = t.loan_account_id
    join segment s on s.segment_id = a.segment_id
    join bench_rule r on r.element_id = t.element_id and r.account_type_id = s.account_type_id
      and r.bank_account_id = t.bank_account_id and r.is_taxed = (t.gst_cents <> 0)`;

const CLAIM = `insert into claim (mode, stream, row_id, turn, batch_id, bundle_key)
  select 2, 1, row_id, 1, 1, 0 from loan_transaction
  union all select 2, 2, row_id, 1, 1, 0 from loan_transaction where bank_account_id <> 0`;

const DEBITS = 'select sum(amount_cents) as debits from bench_posting where amount_cents > 0';

const TABLES = `
  create table bench_posting (row_id integer, stream integer, side integer, date integer,
    gl_account text, branch_id integer, department_id integer, tax_type text,
    amount_cents integer, gst_cents integer);
  create table bench_rule (element_id integer, account_type_id integer, bank_account_id integer,
    is_taxed integer, stream integer, side integer, gl_account text, tax_type text, sign integer,
    carries_gst integer,
    primary key (element_id, account_type_id, bank_account_id, is_taxed, stream, side))
    without rowid`;

/** How the sample lender posts: each kind of row with its sides, for every kind that can be. */
function writeRules(sqlite: DatabaseSync, catalog: Catalog): void {
  sqlite.exec(TABLES);
  const insert = sqlite.prepare(`insert into bench_rule values (${'?, '.repeat(9)}?)`);
  for (const rule of rulesOf(catalog)) insert.run(...rule);
}

type Rule = (string | number)[];

function* rulesOf({ elements, accountTypes, bankAccounts }: Catalog): Generator<Rule> {
  for (const element of elements.values()) {
    for (const { itemId, controlAccount } of accountTypes.values()) {
      for (const isTaxed of [0, 1]) {
        const charge = [element.itemId, itemId, 0, isTaxed, 1];
        yield [...charge, 1, controlAccount, 'NONE', 1, 0];
        const taxType = isTaxed === 1 ? 'OUTPUT2' : 'NONE';
        yield [...charge, 2, element.glAccount, taxType, -1, isTaxed];
      }
      const isPaidOut = element.type === 'disbursement';
      const place = isPaidOut ? element.glAccount : controlAccount;
      const sign = isPaidOut ? -1 : 1;
      for (const { itemId: bankId, xeroAccount, clearingAccount } of bankAccounts.values()) {
        const movement = [element.itemId, itemId, bankId, 0];
        yield [...movement, 1, 1, place, 'NONE', sign, 0];
        yield [...movement, 1, 2, clearingAccount, 'NONE', -sign, 0];
        yield [...movement, 2, 1, clearingAccount, 'NONE', sign, 0];
        yield [...movement, 2, 2, xeroAccount, 'NONE', -sign, 0];
      }
    }
  }
}
