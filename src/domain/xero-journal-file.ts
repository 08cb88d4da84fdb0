import type { SentContent, SentLine } from './compare-documents.ts';
import { formatCents } from './money.ts';
import type { OrganisationWords } from './organisation-words.ts';
import { fail, type Outcome, type Problem, problem, succeed } from './problem.ts';
import { csvText, fileDate, harmlessText, packGroups, type XeroFile } from './xero-files.ts';

/**
 * The headings of Xero's template for manual journals, in its order and spelling.
 *
 * @see https://help.xero.com/nz/ManualJournalsImport
 */
const COLUMNS = [
  '*Narration',
  '*Date',
  'Description',
  '*AccountCode',
  '*TaxRate',
  '*Amount',
  'TrackingName1',
  'TrackingOption1',
  'TrackingName2',
  'TrackingOption2',
];

/**
 * Lines that Xero takes from one file.
 *
 * @see https://help.xero.com/nz/ManualJournalsImport
 */
const MOST_LINES = 300;

/**
 * Manual journals as the files that a person imports into Xero under Accounting, Manual journals,
 * Import. Rows of equal narration and date become one journal, as a draft: the marker makes each
 * narration the only one of its kind. Amounts include GST and are debit positive; a tax rate is given
 * by its full name. No journal is divided over two files.
 *
 * Problems: `hand_over.journal_too_long`, `hand_over.tax_rate_unnamed`.
 *
 * @see https://help.xero.com/nz/ManualJournalsImport
 */
export function journalFiles(
  journals: readonly SentContent[],
  { exportId, words }: { exportId: string; words: OrganisationWords },
): Outcome<XeroFile[]> {
  const problems = [...tooLong(journals), ...unnamed(journals, words)];
  if (problems.length > 0) return fail(...problems);
  const runs = packGroups(journals, { sizeOf: ({ lines }) => lines.length, most: MOST_LINES });
  return succeed(
    runs.map((run, index) => ({
      name: `${exportId}-${index + 1}-of-${runs.length}.csv`,
      text: csvText(
        COLUMNS,
        run.flatMap((journal) => journal.lines.map((line) => rowOf(journal, line, words))),
      ),
    })),
  );
}

function tooLong(journals: readonly SentContent[]): Problem[] {
  return journals
    .filter(({ lines }) => lines.length > MOST_LINES)
    .map(({ text, lines }) =>
      problem('hand_over.journal_too_long', { text, lines: lines.length, most: MOST_LINES }),
    );
}

function unnamed(journals: readonly SentContent[], { taxRateNames }: OrganisationWords): Problem[] {
  const taxTypes = new Set(journals.flatMap(({ lines }) => lines.map(({ taxType }) => taxType)));
  return [...taxTypes]
    .filter((taxType) => taxRateNames[taxType] === undefined)
    .map((taxType) => problem('hand_over.tax_rate_unnamed', { taxType }));
}

/** Narration, codes and names go as they are: by them Xero and we find things again. */
function rowOf(journal: SentContent, line: SentLine, words: OrganisationWords): string[] {
  return [
    journal.text,
    fileDate(journal.date, words.countryCode),
    harmlessText(line.description),
    line.sentAccount,
    words.taxRateNames[line.taxType] ?? '',
    formatCents(line.amount),
    ...trackingOf(line),
  ];
}

/** Four cells, the first two filled first: each option stands beside the name of its category. */
function trackingOf({ categoryA, optionA, categoryB, optionB }: SentLine): string[] {
  const first = optionA === '' ? [] : [categoryA, optionA];
  const second = optionB === '' ? [] : [categoryB, optionB];
  return [...first, ...second, '', '', '', ''].slice(0, 4);
}
