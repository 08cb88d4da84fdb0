import { Broken } from './broken.ts';
import { compareWithOracle } from './oracle.ts';
import { type Story, tieOutNow } from './story.ts';

/** What must hold at the end, whatever happened on the way; counts what was posted. */
export async function checkEnd(story: Story): Promise<void> {
  const { world, cast, people, taken } = story;
  const { store, books } = world.watch;
  countDocuments(story);
  for (const [what, database, sql] of EMPTY_QUERIES) {
    const rows = (database === 'store' ? store : books).prepare(sql).all();
    if (rows.length > 0) throw new Broken(`${what}: ${JSON.stringify(rows.slice(0, 5))}`);
  }
  compareWithOracle({ variant: world.variant, texts: taken, books, foreign: people.own });
  const tied = await cast.act('last tie-out', tieOutNow);
  if (!tied?.ok) throw new Broken(`no tie-out: ${JSON.stringify(tied?.problems)}`);
  const left = tied.value.accounts.filter(({ unexplained }) => unexplained !== '0.00');
  if (tied.value.unexplained !== '0.00')
    throw new Broken(`the tie-out leaves ${JSON.stringify(left)}`);
}

/** Every document that counts here stands in Xero once, and every one that stands there counts here. */
function countDocuments({ world, people }: Story): void {
  const { counts, watch } = world;
  const held = watch.books.prepare(STANDING).all().map(idAndText);
  const ours = new Map(
    watch.store
      .prepare(COUNTING)
      .all()
      .map(idAndText)
      .map((one) => [one.id, one.text]),
  );
  const standing = held.filter(({ id }) => !people.own.has(id));
  const texts = Map.groupBy(standing, ({ text }) => text);
  counts.documents = ours.size;
  counts.sent = Number(watch.books.prepare(EVER_MADE).get()?.n) - people.own.size;
  counts.batches = Number(watch.store.prepare('select count(*) as n from batch').get()?.n);
  counts.doubled = [...texts.values()].reduce((sum, { length }) => sum + length - 1, 0);
  const ids = new Set(standing.map(({ id }) => id));
  counts.lost = [...ours.keys()].filter((id) => !ids.has(id)).length;
  const unknown = standing.filter(({ id, text }) => ours.get(id) !== text);
  if (counts.doubled + counts.lost + unknown.length > 0) {
    const told = `${counts.doubled} doubled, ${counts.lost} lost, not ours`;
    throw new Broken(`I1: ${told}: ${JSON.stringify(unknown.slice(0, 5))}`);
  }
}

function idAndText(row: Record<string, unknown>): { id: string; text: string } {
  return { id: String(row.id), text: String(row.text) };
}

const EVER_MADE = `
select (select count(*) from manual_journal) + (select count(*) from bank_transaction) as n`;

const STANDING = `
select journal_id as id, narration as text from manual_journal where status in ('POSTED', 'DRAFT')
union all
select bank_transaction_id, reference from bank_transaction where status = 'AUTHORISED'`;

const COUNTING = `
select xero_id as id, narration as text from document where state in ('confirmed', 'reversed')`;

/** Each finds what breaks an invariant, and finds nothing where all is well. */
const EMPTY_QUERIES: readonly (readonly [string, 'store' | 'books', string])[] = [
  [
    'I11: a batch has not come to its end',
    'store',
    "select export_id, state from batch where state not in ('complete', 'undone', 'discarded')",
  ],
  [
    'I2: the newest version of a row is in no batch, or in one that does not count',
    'store',
    `select t.transaction_id, t.version, s.stream from loan_transaction t
     join catalog_item e on e.item_id = t.element_id
     join (select 1 as stream union select 2) s
       on s.stream = 1 or t.bank_account_id <> 0
     left join claim c on c.row_id = t.row_id and c.stream = s.stream and c.turn = 1
     left join batch b on b.batch_id = c.batch_id and b.state = 'complete'
     where b.batch_id is null and t.amount_cents <> 0 and e.key <> 'MEMO'
       and not (s.stream = 1 and t.bank_account_id <> 0 and
         (select value from setting where key = 'bankPosting') like '%direct%')
       and not exists (select 1 from superseded x where x.old_row_id = t.row_id)`,
  ],
  [
    'I2: a version that was replaced is posted and not taken back',
    'store',
    `select c.row_id, c.stream, sum(c.turn) as live from claim c
     join superseded x on x.old_row_id = c.row_id where c.stream = 1
     group by c.row_id, c.stream having sum(c.turn) <> 0`,
  ],
  [
    'I2: rows of a batch that does not count',
    'store',
    "select export_id from batch join claim using (batch_id) where state <> 'complete'",
  ],
  [
    'I3: a journal is out of balance',
    'store',
    `select document_id from document_line join document using (document_id)
     where kind = 'manualJournal' group by document_id having sum(amount_cents) <> 0`,
  ],
  [
    'I3: the lines of a document are not the sum of its postings',
    'store',
    `select document_id, line_no from document_line l join document d using (document_id)
     where d.mirror_of is null and l.contra = 0 and d.state = 'confirmed' and l.amount_cents <>
       (select sum(s.amount_cents) from bundle_side s
        where s.document_id = l.document_id and s.line_no = l.line_no)`,
  ],
  [
    'I3: read back was something else than sent',
    'store',
    `select d.document_id from document d left join receipt r using (document_id)
     where d.state = 'confirmed' and coalesce(r.differences, '') <> '[]'`,
  ],
  [
    'I4: a document without an id of Xero, or with one that another has',
    'store',
    `select xero_id, count(*) from document where state in ('posted', 'confirmed', 'reversed')
     group by xero_id having xero_id is null or count(*) > 1`,
  ],
];
