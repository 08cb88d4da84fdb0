import fc from 'fast-check';
import type { Bundle } from '../../src/domain/bundle.ts';
import type { ExportPlan } from '../../src/domain/plan.ts';
import type { PlannedLine, PostedSide } from '../../src/domain/planned-document.ts';
import { groupBundles } from '../domain/group-bundles.ts';
import { lockedUpTo } from '../domain/organisation.ts';
import { day, type Given, planInputOf, planOf, type Row } from '../domain/plan-of.ts';
import { CLEARING, CONTROL, chargedAccounts, gstOf } from './lender-rules.ts';
import type { NamedProperty } from './named-property.ts';

const date = fc.constantFrom('2026-04-28', '2026-04-30', '2026-05-04', '2026-05-30', '2026-05-31');
const branch = fc.constantFrom('EAST', 'WEST', '');
const department = fc.constantFrom('LOANS', 'LEASES', '');
const wholeCents = fc.integer({ min: 1, max: 5_000_000 });

const charge = fc
  .record({
    element: fc.constantFrom('FEE', 'LETTER', 'INT', 'DEFINT', 'ADV', 'MEMO', 'IMPGST'),
    amountCents: wholeCents,
    isNegative: fc.boolean(),
    isExempt: fc.boolean(),
    ...{ date, branch, department },
  })
  .map(({ element, amountCents, isNegative, isExempt, ...row }): Row => {
    const amount = isNegative ? -amountCents : amountCents;
    const gst = isExempt ? 0 : gstOf(element, amount);
    return { element, amount: text(amount), gst: text(gst), ...row };
  });

const movement = fc
  .record({
    element: fc.constantFrom('PAY', 'PAYM', 'DISB', 'ADV'),
    amountCents: wholeCents,
    isNegative: fc.boolean(),
    group: fc.constantFrom('', 'DD1', 'DD2'),
    client: fc.constantFrom('C1', 'C2'),
    ...{ date, branch, department },
  })
  .map(({ element, amountCents, isNegative, group, ...row }): Row => {
    const amount = text(isNegative || element === 'DISB' ? -amountCents : amountCents);
    const named = group === '' ? {} : { group: `${group} ${row.date}` };
    return { element, amount, bank: 'BANK', ...named, ...row };
  });

const manyRows = fc.array(fc.oneof(charge, movement, { arbitrary: charge, weight: 2 }), {
  maxLength: 40,
});
/** Some rows, a few of them reversed, and enough letters to need a second journal now and then. */
const rows = fc
  .tuple(manyRows, fc.array(fc.nat(), { maxLength: 4 }), fc.constantFrom(0, 0, 0, 130))
  .map(([some, reversed, letters]) => withReversals(some, reversed, letters));

/** Any lender with any rows. */
export const anyPlan: fc.Arbitrary<Given> = fc
  .record({
    rows,
    bankPosting: fc.constantFrom('clearing' as const, 'direct' as const),
    lockDatePolicy: fc.constantFrom('hold' as const, 'firstOpenDay' as const),
    trackingA: fc.constantFrom('none' as const, 'branch' as const, 'department' as const),
    lock: fc.constantFrom('2026-03-31', '2026-04-29'),
    upTo: fc.constantFrom('2026-05-20', '2026-05-31'),
  })
  .map(({ rows: some, lock, upTo, trackingA, ...settings }) => ({
    rows: some,
    configuration: { settings: { ...settings, trackingA: { basis: trackingA, name: 'Branch' } } },
    facts: lockedUpTo(lock),
    input: { upTo: day(upTo) },
  }));

/** What holds for every plan. Expected figures are plain sums over the rows, made here. */
export const PLAN_PROPERTIES: readonly NamedProperty[] = [
  {
    name: 'every journal balances, per date and per tracking option, and has at most 250 lines',
    property: fc.property(anyPlan, (one) => {
      const journals = planOf(one).documents.filter(({ kind }) => kind === 'manualJournal');
      return journals.every(
        ({ lines }) =>
          lines.length <= 250 &&
          [...sumBy(lines, (line) => `${line.optionA} ${line.optionB}`).values()].every(isNil),
      );
    }),
  },
  {
    name: 'debits equal credits in all',
    property: fc.property(anyPlan, (one) => {
      const { debits, credits } = planOf(one).totals;
      return debits === credits && debits >= 0n;
    }),
  },
  {
    name: 'the lines of all documents are the postings that the rules give for the rows, to the cent',
    property: fc.property(anyPlan, (one) => {
      const plan = planOf(one);
      const lines = plan.documents.flatMap((document) => document.lines);
      const expected = expectedBalances(one, plan);
      return isEqual(
        sumBy(lines, (line) => line.glAccountCode),
        expected,
      );
    }),
  },
  {
    name: 'each line is the sum of its postings, and what is in no line nets to nil',
    property: fc.property(anyPlan, (one) => {
      const plan = planOf(one);
      const sides = plan.posted.flatMap((posted) => posted.sides.filter(isNoBankSide));
      const [amounts, gst] = [sumBy(sides, lineOf), sumBy(sides.map(gstAsAmount), lineOf)];
      const lines = plan.documents.flatMap(({ part, lines: own }) =>
        own.map((line, index) => ({ ...line, part, lineNo: index + 1 })),
      );
      const loose = sides.filter((side) => side.lineNo === 0);
      return (
        lines.every((line) => amounts.get(lineOf(line)) === line.amount) &&
        lines.every((line) => gst.get(lineOf(line)) === line.gst) &&
        [...sumBy(loose, (side) => `${side.part} ${side.glAccountCode}`).values()].every(isNil)
      );
    }),
  },
  {
    name: 'every row is posted, held, excluded or waiting, in each stream exactly once',
    property: fc.property(anyPlan, (one) => {
      const { bundles } = planInputOf(one);
      const plan = planOf(one);
      const stays = plan.problems.some((problem) => problem.code === 'bank_group.different_dates');
      const seen = [...plan.posted, ...plan.unposted].map(keyOf);
      return stays || (seen.length === bundles.length && new Set(seen).size === seen.length);
    }),
  },
  {
    name: 'the same again gives the same bytes, whether rows come one by one or grouped',
    property: fc.property(anyPlan, (one) => {
      const input = planInputOf(one);
      const grouped = planOf({ ...one, input: { ...one.input, bundles: groupBundles(input) } });
      const bodies = (plan: ExportPlan) => plan.documents.map((document) => document.body).join();
      const single = planOf(one);
      return bodies(single) === bodies(planOf(one)) && bodies(single) === bodies(grouped);
    }),
  },
  {
    name: 'no reversal goes without its original',
    property: fc.property(anyPlan, (one) => {
      const posted = new Set(planOf(one).posted.map(keyOf));
      return planInputOf(one)
        .bundles.filter((bundle) => bundle.originKey !== undefined && posted.has(keyOf(bundle)))
        .every((bundle) => posted.has(`${bundle.stream} ${bundle.originKey}`));
    }),
  },
];

function withReversals(some: readonly Row[], reversed: readonly number[], letters: number): Row[] {
  const own = [...new Set(reversed.map((nat) => nat % Math.max(some.length, 1)))];
  const reversals = own.flatMap((index): Row[] => {
    const row = some[index];
    if (row === undefined) return [];
    const turned = { amount: turn(row.amount), gst: turn(row.gst ?? '0') };
    const also = { isReversal: true, originKey: -(index + 1) };
    return [{ ...row, ...turned, date: '2026-05-31', also }];
  });
  const letter: Row = { element: 'LETTER', amount: '11.50', gst: '1.50', date: '2026-05-04' };
  return [...some, ...reversals, ...Array.from({ length: letters }, () => letter)];
}

/** Balances by account of every part that is not left behind, by the rules of the lender. */
function expectedBalances({ rows: some = [], configuration }: Given, plan: ExportPlan) {
  const left = new Set(plan.unposted.map(keyOf));
  const isDirect = configuration?.settings?.bankPosting === 'direct';
  const balances = new Map<string, bigint>();
  const add = (account: string, amount: bigint) =>
    balances.set(account, (balances.get(account) ?? 0n) + amount);
  for (const [index, { element, amount: amountText, bank }] of some.entries()) {
    const amount = BigInt(amountText.replace('.', ''));
    const isJournal = !left.has(`journals ${-(index + 1)}`);
    const isBank = bank !== undefined && !left.has(`bank ${-(index + 1)}`);
    const far = element === 'DISB' ? chargedAccounts.DISB : CONTROL;
    const sign = element === 'DISB' ? -1n : 1n;
    if (bank === undefined && isJournal) {
      add(CONTROL, amount);
      add(chargedAccounts[element] ?? '', -amount);
    }
    if (bank !== undefined && isJournal && !isDirect) {
      add(far, sign * amount);
      add(CLEARING, -sign * amount);
    }
    if (isBank) add(isDirect ? far : CLEARING, sign * amount);
  }
  return balances;
}

function keyOf({ stream, bundleKey }: Pick<Bundle, 'stream' | 'bundleKey'>): string {
  return `${stream} ${bundleKey}`;
}

function isNoBankSide(side: PostedSide): boolean {
  return side.glAccountCode !== '090';
}

function lineOf({ part, lineNo }: Pick<PostedSide, 'part' | 'lineNo'>): string {
  return `${part} ${lineNo}`;
}

function gstAsAmount(side: PostedSide): PostedSide {
  return { ...side, amount: side.gst };
}

function sumBy<T extends Pick<PlannedLine, 'amount'>>(
  all: readonly T[],
  keyOfOne: (one: T) => string,
): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const one of all) sums.set(keyOfOne(one), (sums.get(keyOfOne(one)) ?? 0n) + one.amount);
  return sums;
}

function isEqual(first: ReadonlyMap<string, bigint>, second: ReadonlyMap<string, bigint>): boolean {
  const keys = [...first.keys(), ...second.keys()];
  return keys.every((key) => (first.get(key) ?? 0n) === (second.get(key) ?? 0n));
}

function isNil(amount: bigint): boolean {
  return amount === 0n;
}

function text(amountCents: number): string {
  const digits = String(Math.abs(amountCents)).padStart(3, '0');
  return `${amountCents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function turn(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}
