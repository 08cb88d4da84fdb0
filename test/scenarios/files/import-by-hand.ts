import { readFileSync } from 'node:fs';
import type { TwinBooks } from '../export/twin-books.ts';
import { readCsv } from './csv.ts';

/** How a person's Xero takes a file. */
export interface ImportWays {
  readonly status?: 'DRAFT' | 'POSTED';
}

/**
 * What Xero does with a manual journal file: rows of equal narration and date become one journal, at
 * most 300 of them, tax rates by name, dates day first, amounts with tax inside.
 */
export async function importJournals(
  xero: TwinBooks,
  file: string,
  { status = 'DRAFT' }: ImportWays = {},
): Promise<void> {
  const rows = readCsv(readFileSync(file, 'utf8'));
  if (rows.length > 300) throw new Error(`${rows.length} lines are too many for Xero`);
  const rates = await xero.api<{ TaxRates: { Name: string; TaxType: string }[] }>(
    'GET',
    '/TaxRates',
  );
  const taxTypes = new Map(rates.TaxRates.map((one) => [one.Name, one.TaxType]));
  const journals = new Map<string, Record<string, string>[]>();
  for (const row of rows) {
    const key = `${row['*Narration']}\n${row['*Date']}`;
    journals.set(key, [...(journals.get(key) ?? []), row]);
  }
  for (const lines of journals.values()) {
    await xero.api('PUT', '/ManualJournals', {
      Narration: lines[0]?.['*Narration'],
      Date: isoDate(lines[0]?.['*Date'] ?? ''),
      Status: status,
      LineAmountTypes: 'Inclusive',
      JournalLines: lines.map((line) => journalLine(line, taxTypes)),
    });
  }
}

function journalLine(row: Record<string, string>, taxTypes: ReadonlyMap<string, string>): object {
  const taxType = taxTypes.get(row['*TaxRate'] ?? '');
  if (taxType === undefined) throw new Error(`Xero has no tax rate "${row['*TaxRate']}"`);
  return {
    AccountCode: row['*AccountCode'],
    Description: row.Description,
    TaxType: taxType,
    LineAmount: Number(row['*Amount']),
    Tracking: [1, 2].flatMap((slot) => {
      const [Name, Option] = [row[`TrackingName${slot}`], row[`TrackingOption${slot}`]];
      return Option ? [{ Name, Option }] : [];
    }),
  };
}

/**
 * A statement file, each line coded by a person as its description says: all of it to the first
 * account that is named there, or to another one, without options.
 */
export async function importStatement(
  xero: TwinBooks,
  file: string,
  coding: { readonly bankAccount: string; readonly account?: string },
): Promise<void> {
  const { Accounts } = await xero.api<{ Accounts: { Code: string; AccountID: string }[] }>(
    'GET',
    '/Accounts',
  );
  const bank = Accounts.find(({ Code }) => Code === coding.bankAccount);
  for (const row of readCsv(readFileSync(file, 'utf8'))) {
    const amount = Number(row['*Amount']);
    const [, account] = /code to (\S+)/.exec(row.Description ?? '') ?? [];
    await xero.api('PUT', '/BankTransactions', {
      Type: amount < 0 ? 'SPEND' : 'RECEIVE',
      Contact: { Name: 'Whoever stands on the statement' },
      BankAccount: { AccountID: bank?.AccountID },
      Date: isoDate(row['*Date'] ?? ''),
      Reference: row.Reference,
      LineAmountTypes: 'Inclusive',
      LineItems: [
        {
          Description: 'as the statement says',
          Quantity: 1,
          UnitAmount: Math.abs(amount),
          AccountCode: coding.account ?? account,
          TaxType: 'NONE',
        },
      ],
    });
  }
}

function isoDate(text: string): string {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  if (day === undefined) throw new Error(`"${text}" is no date to Xero`);
  return `${year}-${month}-${day}`;
}
