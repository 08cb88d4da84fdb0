import type { SentContent, SentLine } from './compare-documents.ts';
import { findMarkers } from './marker.ts';
import { formatCents, negateCents, sumCents } from './money.ts';
import { csvText, fileDate, harmlessText, packGroups, type XeroFile } from './xero-files.ts';

/**
 * The headings of Xero's template for bank statement lines. Xero asks at the first import which of
 * them is what.
 *
 * @see https://taxhelp.theaccountancycloud.com/support/solutions/articles/22000180105-import-a-csv-bank-statement-file-into-xero
 */
const COLUMNS = ['*Date', '*Amount', 'Payee', 'Description', 'Reference', 'Cheque Number'];

/**
 * Statement lines that Xero takes from one file.
 *
 * @see https://online.flippingbook.com/view/399081/34/
 */
const MOST_LINES = 1000;

/**
 * Bank transactions as bank statement lines, which a person imports into each bank account and codes
 * there: money in positive. The reference is the marker alone, which Xero carries over to the bank
 * transaction; the description says which account to code the line to.
 */
export function statementFiles(
  transactions: readonly SentContent[],
  { exportId, countryCode }: { exportId: string; countryCode: string },
): XeroFile[] {
  const accounts = new Set(transactions.map(({ bank }) => bank?.account ?? ''));
  return [...accounts].sort().flatMap((account) => {
    const own = transactions.filter(({ bank }) => bank?.account === account);
    const runs = packGroups(own, { sizeOf: () => 1, most: MOST_LINES });
    return runs.map((run, index) => ({
      name: `${exportId}-bank-${safeName(account)}-${index + 1}-of-${runs.length}.csv`,
      text: csvText(
        COLUMNS,
        run.map((one) => rowOf(one, countryCode)),
      ),
    }));
  });
}

function safeName(account: string): string {
  return account.replaceAll(/[^A-Za-z0-9._-]/g, '_');
}

function rowOf({ date, text, lines }: SentContent, countryCode: string): string[] {
  const received = negateCents(sumCents(lines.map(({ amount }) => amount)));
  const [marker = text] = findMarkers(text);
  const coding = `code to ${lines.map(codingOf).join(', ')}`;
  const own = text.replace(marker, '').trim();
  const description = harmlessText(own === '' ? coding : `${own}: ${coding}`);
  return [fileDate(date, countryCode), formatCents(received), '', description, marker, ''];
}

function codingOf({ sentAccount, amount, optionA, optionB }: SentLine): string {
  const options = [optionA, optionB].filter((option) => option !== '').join(' ');
  const figure = formatCents(negateCents(amount));
  return [sentAccount, figure, options].filter((part) => part !== '').join(' ');
}
