import type { AccountType } from '../../src/xero/contract/accounts.ts';
import { booksOf2022 } from './books-of-2022.ts';
import { calendarDate, milliseconds } from './recorded-books.ts';
import type { RecordedAccount, RecordedBooks, RecordedJournal } from './recorded-shapes.ts';
import { recordedElements } from './recordings.ts';

const FOLDER = 'demo-global-2024-journals';

/** Those recorded in full, of which some were asked for twice. */
export function journalsOf2024(): RecordedJournal[] {
  const files = ['offset-0', 'offset-400', 'offset-500'];
  const all = files.flatMap((file) =>
    recordedElements<RecordedJournal>(`${FOLDER}/get-journals--${file}`, 'Journals'),
  );
  return [...new Map(all.map((journal) => [journal.JournalNumber, journal])).values()];
}

/** The demo company of December 2024 as far as its journals tell. */
export function booksOf2024(): RecordedBooks {
  const lines = journalsOf2024().flatMap(({ JournalLines }) => JournalLines);
  const accounts = new Map(lines.map((line) => [line.AccountID, accountOf(line)]));
  const options = new Map(
    lines.flatMap(({ TrackingCategories }) =>
      TrackingCategories.map((tracking) => [tracking.TrackingOptionID, tracking]),
    ),
  );
  const [first] = options.values();
  return {
    ...booksOf2022(),
    accounts: [...accounts.values()],
    categories: [
      {
        TrackingCategoryID: first?.TrackingCategoryID ?? '',
        Name: first?.Name ?? '',
        Options: [...options.values()].map(({ Option, TrackingOptionID }) => ({
          Name: Option,
          TrackingOptionID,
        })),
      },
    ],
    appName: 'Nango Prod',
  };
}

function accountOf(line: RecordedJournal['JournalLines'][number]): RecordedAccount {
  return {
    AccountID: line.AccountID,
    Code: line.AccountCode,
    Name: line.AccountName,
    Type: line.AccountType as AccountType,
    TaxType: 'NONE',
    SystemAccount: line.AccountName === 'Sales Tax' ? 'GST' : '',
    EnablePaymentsToAccount: false,
    ShowInExpenseClaims: false,
    UpdatedDateUTC: '/Date(0)/',
  };
}

/**
 * The journals of each transaction that spent money, as time went: what it did, and what took that
 * back when it was changed or deleted.
 */
export function journalsOfSpending(): RecordedJournal[][] {
  const spent = journalsOf2024().filter(({ SourceType }) => SourceType === 'CASHPAID');
  return [...Map.groupBy(spent, ({ SourceID }) => SourceID).values()].map((journals) =>
    journals.toSorted((first, second) => placeInTime(first) - placeInTime(second)),
  );
}

/** What is taken back goes before what was done in the same moment. */
function placeInTime(journal: RecordedJournal): number {
  return milliseconds(journal.CreatedDateUTC) + (isDone(journal) ? 0.5 : 0);
}

/** Money spent is a credit on the bank account. */
export function isDone({ JournalLines }: RecordedJournal): boolean {
  return JournalLines.some(({ AccountType, NetAmount }) => AccountType === 'BANK' && NetAmount < 0);
}

/** The bank transaction that a journal of money spent came from. */
export function transactionOf(journal: RecordedJournal): object {
  const [bank] = journal.JournalLines.filter(({ AccountType }) => AccountType === 'BANK');
  const items = journal.JournalLines.filter(({ TaxType }) => TaxType !== undefined);
  return {
    Type: 'SPEND',
    BankAccount: { AccountID: bank?.AccountID },
    Contact: { Name: 'Somebody' },
    Date: calendarDate(journal.JournalDate),
    LineAmountTypes: 'Inclusive',
    ...(journal.Reference === undefined ? {} : { Reference: 'Fee' }),
    LineItems: items.map((line) => ({
      AccountCode: line.AccountCode,
      // Some were made on a page of Xero, which wants no description.
      Description: line.Description || '-',
      LineAmount: line.GrossAmount,
      TaxType: line.TaxType,
      Tracking: line.TrackingCategories.map(({ Name, Option }) => ({ Name, Option })),
    })),
  };
}
