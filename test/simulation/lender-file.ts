import { BORROWERS, type Borrower } from './configuration.ts';
import type { Random } from './random.ts';

/** A file as the loan system hands it over. */
export interface LenderFile {
  readonly kind: 'transactions' | 'journals';
  readonly text: string;
}

/** Gives one file after the other; each may correct, withdraw, reverse and repeat what came before. */
export function lenderFiles(random: Random): () => LenderFile {
  const first = random.below(3);
  const days = DAYS.slice(first, first + random.between(2, 4));
  const borrowers = BORROWERS.filter(({ entity }) => entity === 'M' || random.inHundred(50));
  const rows = new Map<string, Row>();
  const loans = borrowers.some(({ entity }) => entity === 'N') ? borrowers : borrowers.slice(0, 3);
  const made = { random, days, loans, rows, files: 0 };
  return () => {
    made.files += 1;
    return random.inHundred(made.files === 1 ? 0 : 20) ? journalFile(made) : transactionFile(made);
  };
}

const DAYS = ['2026-05-28', '2026-05-29', '2026-05-30', '2026-05-31', '2026-06-01', '2026-06-02'];

interface Row {
  readonly id: string;
  readonly version: number;
  readonly date: string;
  readonly loan: Borrower;
  readonly element: string;
  readonly cents: number;
  readonly gst: string;
  readonly bankGroup: string;
  readonly reversalOf: string;
}

interface Making {
  readonly random: Random;
  readonly days: readonly string[];
  readonly loans: readonly Borrower[];
  readonly rows: Map<string, Row>;
  files: number;
}

const COLUMNS =
  'transaction_id,version,date,account_id,element,amount,gst,bank_account,bank_group,reversal_of,description';

function transactionFile(making: Making): LenderFile {
  const { random, rows } = making;
  const before = [...rows.values()];
  const changed = before.flatMap((row) => changeOf(making, row, before));
  const fresh = Array.from({ length: random.between(2, 9) }, (_, index) => newRow(making, index));
  for (const row of [...changed, ...fresh]) rows.set(row.id, row);
  return {
    kind: 'transactions',
    text: [COLUMNS, ...[...changed, ...fresh].map(lineOf), ''].join('\n'),
  };
}

function newRow({ random, days, loans, files }: Making, index: number): Row {
  const loan = random.pick(loans);
  const date = random.pick(days);
  const element = random.pick(ELEMENTS);
  const group = random.inHundred(50) ? `G${files}-${loan.entity}-${date}` : '';
  return {
    ...{ id: `T${files}-${index + 1}`, version: 1, date, loan, element, reversalOf: '' },
    ...amountOf(random, element, loan),
    bankGroup: element === 'PAY' ? group : '',
  };
}

const ELEMENTS = ['FEE', 'FEE', 'SINGLE', 'SINGLE', 'INT', 'MONTH', 'MEMO', 'PAY', 'PAY', 'ADV'];

/** Amounts whose GST comes to the same whether it is computed by row or by summed line. */
function amountOf(random: Random, element: string, loan: Borrower): Pick<Row, 'cents' | 'gst'> {
  const sign = random.inHundred(15) ? -1 : 1;
  if (element === 'PAY') return { cents: -random.between(2_000, 90_000), gst: '' };
  if (element === 'ADV') return { cents: random.between(100_000, 900_000), gst: '' };
  if (element !== 'FEE' && element !== 'SINGLE') {
    return { cents: sign * random.between(1, 50_000), gst: '' };
  }
  const cents =
    sign * (element === 'FEE' ? 23 * random.between(1, 900) : random.between(1, 40_000));
  if (loan.isExempt || random.inHundred(70)) return { cents, gst: '' };
  return { cents, gst: random.inHundred(40) ? '0.00' : textOf(gstOf(cents)) };
}

/** A correction, a withdrawal, a reversal, the same once more, or mostly nothing. */
function changeOf(making: Making, row: Row, all: readonly Row[]): Row[] {
  const { random, days } = making;
  const isReversed = all.some(({ reversalOf }) => reversalOf === row.id);
  if (row.reversalOf !== '' || isReversed || row.cents === 0) return [];
  const chance = random.below(100);
  if (chance < 5) return [row];
  const version = row.version + 1;
  const isBank = isBankElement(row.element);
  if (chance < 14) {
    if (isBank && !random.inHundred(30)) return [{ ...row, version }];
    const date = isBank ? row.date : random.pick(days);
    return [{ ...row, version, date, ...amountOf(random, row.element, row.loan) }];
  }
  if (chance < 17 && !isBank) return [{ ...row, version, cents: 0, gst: '' }];
  if (chance > 21) return [];
  const { id, cents, gst } = row;
  const turned = gst === '' || gst === '0.00' ? gst : textOf(-gstOf(cents));
  const own = { id: `R${id}`, version: 1, date: random.pick(days), reversalOf: id, bankGroup: '' };
  return [{ ...row, ...own, cents: -cents, gst: turned }];
}

function isBankElement(element: string): boolean {
  return element === 'PAY' || element === 'ADV';
}

function lineOf({ id, version, date, loan, element, cents, gst, ...row }: Row): string {
  const bank = loan.entity === 'M' ? 'BNZ' : 'ANZ';
  const bankAccount = isBankElement(element) ? bank : '';
  const description = `${id} as of ${version}`;
  const money = [element, textOf(cents), gst, bankAccount, row.bankGroup, row.reversalOf];
  return [id, version, date, loan.id, ...money, description].join();
}

function gstOf(cents: number): number {
  return Math.sign(cents) * Math.round((Math.abs(cents) * 3) / 23);
}

function textOf(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Ready-made entries between accounts of their own. */
function journalFile({ random, days, loans, files }: Making): LenderFile {
  const lines = Array.from({ length: random.between(1, 3) }, (_, index) => {
    const { entity, branch } = random.pick(loans);
    const date = random.pick(days);
    const cents = random.between(1, 99_999);
    const start = `J${files}-${index + 1},1,${date},${entity}`;
    return [
      `${start},6100,${textOf(cents)},${branch}`,
      `${start},6200,${textOf(-cents)},${branch}`,
    ];
  });
  const columns = 'entry_id,version,date,entity,gl_account,amount,branch';
  return { kind: 'journals', text: [columns, ...lines.flat(), ''].join('\n') };
}
