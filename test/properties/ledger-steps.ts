import fc from 'fast-check';
import type { Stream } from '../../src/domain/settings.ts';

/** One thing that happens to a store: settings change, a file comes, an export is planned. */
export type Step =
  | {
      readonly kind: 'settings';
      readonly bankPosting: 'clearing' | 'direct';
      readonly clearingAccount: string;
    }
  | { readonly kind: 'import'; readonly text: string }
  | { readonly kind: 'plan'; readonly upTo: string; readonly streams: readonly Stream[] };

const HEAD =
  'transaction_id,version,date,account_id,element,amount,bank_account,bank_group,reversal_of\n';

const row = fc.record({
  date: fc.constantFrom('2026-04-30', '2026-05-04', '2026-05-20', '2026-05-31'),
  account: fc.constantFrom('L1', 'L2'),
  element: fc.constantFrom('FEE', 'LETTER', 'INT', 'ADV', 'PAY', 'PAY', 'PAYM', 'DISB'),
  amountCents: fc.integer({ min: 1, max: 500_000 }),
  isGrouped: fc.boolean(),
  /** What else happens to an earlier row: a newer version, a withdrawal, a reversal. */
  next: fc.constantFrom('nothing', 'nothing', 'version', 'text', 'withdrawal', 'reversal'),
});

type GivenRow = typeof row extends fc.Arbitrary<infer T> ? T : never;

const planStep = fc.record({
  kind: fc.constant('plan' as const),
  upTo: fc.constantFrom('2026-05-10', '2026-05-31'),
  streams: fc.constantFrom<readonly Stream[]>(['journals', 'bank'], ['journals'], ['bank']),
});

const settingsStep = fc.record({
  kind: fc.constant('settings' as const),
  bankPosting: fc.constantFrom('clearing', 'clearing', 'direct'),
  clearingAccount: fc.constantFrom('2190', '2195'),
});

/** Files with new rows and changes to rows of earlier files, exports planned in between. */
export const steps: fc.Arbitrary<Step[]> = fc
  .array(fc.tuple(settingsStep, fc.array(row, { minLength: 1, maxLength: 8 }), planStep), {
    minLength: 1,
    maxLength: 4,
  })
  .map((rounds) => {
    const ledger: Written[] = [];
    return rounds.flatMap(([settings, rows, plan], round): Step[] => {
      const lines = rows.flatMap((one, index) =>
        write(one, `${round}-${index}`, { ledger, round }),
      );
      return [settings, { kind: 'import', text: HEAD + lines.join('') }, plan];
    });
  });

interface Written {
  readonly id: string;
  readonly round: number;
  version: number;
  cells: string[];
  isDone: boolean;
}

/** A new row, and perhaps a change to the oldest row of an earlier file that is unchanged so far. */
function write(
  given: GivenRow,
  id: string,
  { ledger, round }: { ledger: Written[]; round: number },
): string[] {
  const own: Written = { id, round, version: 1, cells: cellsOf(given, id), isDone: false };
  const earlier = ledger.find((one) => one.round < round && !one.isDone);
  ledger.push(own);
  const changed = earlier === undefined ? [] : change(earlier, given, id);
  return [line(own), ...changed];
}

function cellsOf({ date, account, element, amountCents, isGrouped }: GivenRow, id: string) {
  const isMoney = ['PAY', 'PAYM', 'DISB'].includes(element);
  const amount = (isMoney ? -amountCents : amountCents) / 100;
  const group = isGrouped ? `DD ${date} ${id.split('-')[0]}` : '';
  const bank = isMoney ? ['BANK', group] : ['', ''];
  return [date, account, element, amount.toFixed(2), ...bank, ''];
}

function change(earlier: Written, { next, amountCents }: GivenRow, id: string): string[] {
  const [date = '', account = '', element = '', amount = '', bank = '', group = ''] = earlier.cells;
  if (next === 'nothing') return [];
  earlier.isDone = true;
  const newer = (cells: string[]) => [line({ ...earlier, version: earlier.version + 1, cells })];
  if (next === 'reversal') {
    const turned = amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
    const cells = [date, account, element, turned, bank, '', earlier.id];
    return [line({ ...earlier, id: `R${id}`, cells })];
  }
  if (next === 'withdrawal') return newer([date, account, element, '0.00', bank, group, '']);
  if (next === 'text') return newer([date, account, element, amount, bank, group, '']);
  const other = ((amount.startsWith('-') ? -1 : 1) * amountCents) / 100;
  return newer([date, account, element, other.toFixed(2), bank, group, '']);
}

function line({ id, version, cells }: Written): string {
  return `${[id, version, ...cells].join(',')}\n`;
}
