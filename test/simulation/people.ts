import { listDocumentRows } from './batches.ts';
import { TwinRefusal } from './twin-link.ts';
import type { World } from './world.ts';

/** People at work in Xero, who know nothing of the programs. */
export interface People {
  /** One of them does something. */
  meddle(): Promise<void>;
  /** They put right again what can be put right; what they ended in Xero stays ended. */
  putRight(): Promise<void>;
  /** Parts that they voided; an accountant undoes those here as well. */
  readonly voided: { readonly exportId: string; readonly part: number }[];
  /** Documents that they made for themselves. */
  readonly own: Set<string>;
}

type Remedy = () => Promise<unknown>;

/** What they do, and how it is put right. */
interface Hands {
  readonly world: World;
  readonly remedies: Remedy[];
  readonly voided: People['voided'];
  readonly own: Set<string>;
}

export function createPeople(world: World): People {
  const { counts, random, trace } = world;
  const hands: Hands = { world, remedies: [], voided: [], own: new Set() };
  return {
    voided: hands.voided,
    own: hands.own,
    meddle: async () => {
      const [name, deed] = random.pick(DEEDS);
      counts.people += 1;
      const isDone = await tried(() => deed(hands));
      trace.note(`somebody in Xero: ${name}${isDone ? '' : ', in vain'}`);
    },
    putRight: async () => {
      trace.note('people put right what they did');
      await world.twin.inBooks('PUT', '/state', { isOffline: false });
      await world.twin.inBooks('PUT', '/lock-dates', OPEN);
      for (const remedy of hands.remedies.splice(0).reverse()) await tried(remedy);
    },
  };
}

const OPEN = { periodLockDate: null, endOfYearLockDate: null };

const DEEDS: readonly (readonly [string, (hands: Hands) => Promise<unknown>])[] = [
  ['locks a period', lock],
  ['locks a period', lock],
  ['opens the books', ({ world }) => world.twin.inBooks('PUT', '/lock-dates', OPEN)],
  ['archives an account', archive],
  ['Xero takes the organisation offline', goOffline],
  ['voids a journal', voidJournal],
  ['edits a journal', editJournal],
  ['copies a journal', copyJournal],
  ['posts a journal', postJournal],
  ['reconciles a bank line', reconcile],
  ['ends all tokens', ({ world }) => world.twin.endTokens()],
];

async function lock({ world }: Hands): Promise<unknown> {
  const periodLockDate = world.random.pick([
    '2026-05-28',
    '2026-05-30',
    '2026-05-31',
    '2026-06-01',
  ]);
  return world.twin.inBooks('PUT', '/lock-dates', { periodLockDate });
}

async function archive({ world, remedies }: Hands): Promise<unknown> {
  const code = world.random.pick(['1100', '2190', '4100', '4110', '4200', '6100']);
  const set = (archived: boolean) =>
    world.twin.inBooks('PUT', `/accounts/${code}/archived`, { archived });
  remedies.push(() => set(false));
  return set(true);
}

async function goOffline({ world, remedies }: Hands): Promise<unknown> {
  const set = (isOffline: boolean) => world.twin.inBooks('PUT', '/state', { isOffline });
  remedies.push(() => set(false));
  world.scheduler.after(world.random.between(60_000, 3_600_000), async () => {
    await set(false);
  });
  return set(true);
}

/** A document of ours that everybody believes to be settled. */
function settledPart({ world, voided }: Hands, kind: 'manualJournal' | 'bankTransaction') {
  const isVoided = (exportId: string, part: number) =>
    voided.some((one) => one.exportId === exportId && one.part === part);
  const parts = listDocumentRows(world.watch.store).filter(
    (one) => one.state === 'confirmed' && one.kind === kind && !isVoided(one.exportId, one.part),
  );
  if (parts.length === 0) throw new TwinRefusal('there is none');
  return world.random.pick(parts);
}

async function voidJournal(hands: Hands): Promise<unknown> {
  const { exportId, part, xeroId } = settledPart(hands, 'manualJournal');
  const done = await changeJournal(hands.world, String(xeroId), { Status: 'VOIDED' });
  hands.voided.push({ exportId, part });
  return done;
}

async function editJournal(hands: Hands): Promise<unknown> {
  const { xeroId } = settledPart(hands, 'manualJournal');
  const { world, remedies } = hands;
  const { narration } = journalRow(world, String(xeroId));
  const change = (Narration: string) => changeJournal(world, String(xeroId), { Narration });
  remedies.push(() => change(narration));
  return change(`Checked: ${narration}`);
}

async function copyJournal(hands: Hands): Promise<unknown> {
  const { xeroId } = settledPart(hands, 'manualJournal');
  const { world } = hands;
  const {
    narration: Narration,
    date,
    line_amount_types: LineAmountTypes,
    lines,
  } = journalRow(world, String(xeroId));
  const copied = { Narration, Date: date, LineAmountTypes, JournalLines: linesOf(lines) };
  world.watch.copies.add(Narration);
  return postOwn(hands, { ...copied, Status: 'POSTED' });
}

async function postJournal(hands: Hands): Promise<unknown> {
  const { random } = hands.world;
  const LineAmount = random.between(1, 90_000) / 100;
  return postOwn(hands, {
    Narration: 'Adjusted by hand',
    Date: random.pick(['2026-05-29', '2026-06-02']),
    Status: 'POSTED',
    JournalLines: [
      { AccountCode: random.pick(['1100', '2190', '4100']), LineAmount },
      { AccountCode: '6200', LineAmount: -LineAmount },
    ],
  });
}

/** Posts a document of their own, which they void in the end, or leave for good. */
async function postOwn({ world, remedies, own }: Hands, body: object): Promise<unknown> {
  const made = (await world.twin.inBooks('POST', '/manual-journals', body)) as JournalMade;
  own.add(made.ManualJournalID);
  remedies.push(() => changeJournal(world, made.ManualJournalID, { Status: 'VOIDED' }));
  return made;
}

interface JournalMade {
  readonly ManualJournalID: string;
}

async function reconcile(hands: Hands): Promise<unknown> {
  const { xeroId } = settledPart(hands, 'bankTransaction');
  const { world, remedies } = hands;
  const set = (reconciled: boolean) =>
    world.twin.inBooks('PUT', `/bank-transactions/${xeroId}/reconciled`, { reconciled });
  remedies.push(() => set(false));
  return set(true);
}

function changeJournal({ twin }: World, id: string, body: object): Promise<unknown> {
  return twin.inBooks('POST', `/manual-journals/${id}`, body);
}

function journalRow({ watch }: World, id: string): Record<string, string> & { narration: string } {
  const row = watch.books.prepare('select * from manual_journal where journal_id = ?').get(id);
  return row as Record<string, string> & { narration: string };
}

function linesOf(kept = '[]'): object[] {
  const lines = JSON.parse(kept) as Record<string, unknown>[];
  return lines.map(({ AccountCode, Description, LineAmount, TaxType, Tracking }) => {
    return { AccountCode, Description, LineAmount, TaxType, Tracking };
  });
}

/** Xero does not let people do everything either. */
async function tried(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (error) {
    if (error instanceof TwinRefusal) return false;
    throw error;
  }
}
