import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { awkIn, fieldsOf } from '../awk.ts';
import { sumOf } from '../cents.ts';
import type { ImportOutput } from '../outputs.ts';
import type { RealBooks } from '../real-books.ts';
import { unpackInto } from '../shared-data.ts';

const HERE = new URL('./', import.meta.url);
/** How the bank's year becomes loan transactions. */
export const CONFIGURATION = fileURLToPath(new URL('tieout.yaml', HERE));
export const WHOLE_YEAR = 'berka/trans-1993.asc.gz';
/** This folder's awk programs. */
export const awk = awkIn(HERE, 'rows');

export type Raw = ReturnType<typeof unpackRaw>;

/** The bank's files, unpacked into the folder of the books. */
export function unpackRaw({ folder }: RealBooks) {
  return {
    folder,
    accounts: unpackInto(folder, 'berka/account.asc.gz'),
    districts: unpackInto(folder, 'berka/district.asc.gz'),
    owners: unpackInto(folder, 'berka/disp.asc.gz'),
    transactions: unpackInto(folder, WHOLE_YEAR),
  };
}

/** Takes in all accounts, which are made of three of the files. */
export async function importAccounts({ folder, tieout }: RealBooks, raw: Raw): Promise<void> {
  const file = join(folder, 'accounts.csv');
  const joined = [
    ...['kind=district', raw.districts],
    ...['kind=disp', raw.owners],
    ...['kind=account', raw.accounts],
  ];
  writeFileSync(file, awk('accounts', ...joined));
  const imported = await tieout<ImportOutput>('import', 'accounts', file);
  expect(imported).toMatchObject({ exitCode: 0, printed: { rows: 4500, accepted: 4500 } });
}

/** The part of the file that holds a month is cut out byte for byte. */
export async function importMonth({ tieout }: RealBooks, raw: Raw, month: string): Promise<void> {
  const file = join(raw.folder, `trans-${month}.asc`);
  const yearMonth = month.slice(2).replace('-', '');
  writeFileSync(file, awk('month', '-v', `month=${yearMonth}`, raw.transactions));
  const imported = await importTransactions(tieout, file);
  expect(imported).toMatchObject({ exitCode: 0, printed: { unchanged: 0, problems: [] } });
  expect(imported.printed.accepted).toBe(imported.printed.rows);
}

export function importTransactions(tieout: RealBooks['tieout'], file: string) {
  return tieout<ImportOutput>('import', 'transactions', file, '--layout', 'bank-transactions');
}

/** What the tie-out at a month's end must show of each account. */
export function balancesOf(raw: Raw) {
  const printed = fieldsOf(awk('balances', ...withPlaces(raw)));
  return (month: string) =>
    printed
      .filter(([at]) => at === month)
      .map(([, code = '', ours = '', xero = '']) => {
        const difference = sumOf([xero, ours.startsWith('-') ? ours.slice(1) : `-${ours}`]);
        const classes: Record<string, string> =
          difference === '0.00' ? {} : { gstRounding: difference };
        return { code, ours, xero, difference, others: '0.00', classes };
      })
      .sort(byCode);
}

/** The files that programs need to know regions, and the transactions. */
export function withPlaces({ accounts, districts, transactions }: Raw): string[] {
  return [
    ...['kind=district', districts],
    ...['kind=account', accounts],
    ...['kind=trans', transactions],
  ];
}

export function byCode(first: { code: string }, second: { code: string }): number {
  return first.code < second.code ? -1 : 1;
}
