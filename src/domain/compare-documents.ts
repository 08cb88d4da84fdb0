import type { LineOptions } from './bundle.ts';
import type { AccountingDate } from './dates.ts';
import type { DocumentKind, FoundDocument, FoundLine } from './found-document.ts';
import { findMarkers } from './marker.ts';
import {
  addCents,
  type BasisPoints,
  type Cents,
  formatCents,
  gstInside,
  ZERO_CENTS,
} from './money.ts';

/** A document as it was sent, for comparison with what Xero holds. */
export interface SentContent {
  readonly kind: DocumentKind;
  readonly date: AccountingDate;
  readonly text: string;
  readonly isDraft: boolean;
  /** It went out as a file: a person imported it, and coded it where it is a bank transaction. */
  readonly isImported?: boolean;
  readonly lines: readonly SentLine[];
  /** Bank transactions only. */
  readonly bank: SentBank | undefined;
}

/** The bank side of a bank transaction as sent. */
export interface SentBank {
  /** Code or id of the bank account. */
  readonly account: string;
  readonly direction: 'SPEND' | 'RECEIVE';
  readonly contactId: string;
}

/** One line as sent; debit positive, GST included. */
export interface SentLine extends LineOptions {
  readonly sentAccount: string;
  readonly description: string;
  readonly taxType: string;
  readonly amount: Cents;
}

/** One field that Xero holds otherwise than it was sent. */
export interface Difference {
  readonly field: string;
  readonly sent: string;
  readonly found: string;
}

/** The rate that Xero computes with for a tax type. */
export type RateOf = (taxType: string) => BasisPoints;

/** Statuses of a document that counts; a draft is confirmed too (ACCOUNTING 3.7). */
const LIVE_STATUSES = ['POSTED', 'AUTHORISED', 'DRAFT'];

/** Whether Xero still counts the document, or holds it as a draft. */
export function isLiveInXero(found: Pick<FoundDocument, 'xeroStatus'>): boolean {
  return LIVE_STATUSES.includes(found.xeroStatus);
}

/** Every field of every line that differs; an empty list proves that it arrived as sent. */
export function compareDocuments(
  sent: SentContent,
  found: FoundDocument,
  rateOf: RateOf,
): Difference[] {
  const differences = [
    differ('date', sent.date, found.date),
    differ('status', expectedStatus(sent, found), found.xeroStatus),
    ...compareBank(sent, found),
    ...(sent.isImported === true
      ? compareImported(sent, found, rateOf)
      : [
          differ('text', sent.text, found.text),
          differ('line amounts', 'Inclusive', found.lineAmountTypes),
          ...compareLines(sent.lines, found.lines, rateOf),
        ]),
  ];
  return differences.filter((difference) => difference !== undefined);
}

/** The first differences in words, and how many more there are. */
export function listDifferences(differences: readonly Difference[]): string {
  const shown = differences
    .slice(0, 3)
    .map(({ field, sent, found }) => `${field}: sent "${sent}", found "${found}"`);
  const more = differences.length - shown.length;
  return more > 0 ? `${shown.join('; ')}; and ${more} more` : shown.join('; ');
}

function differ(field: string, sent: string, found: string): Difference | undefined {
  return sent === found ? undefined : { field, sent, found };
}

/** A draft that somebody approved is no drift. */
function expectedStatus(sent: SentContent, found: FoundDocument): string {
  if (sent.kind === 'bankTransaction') return 'AUTHORISED';
  if (sent.isDraft && found.xeroStatus === 'POSTED') return 'POSTED';
  return sent.isDraft ? 'DRAFT' : 'POSTED';
}

/**
 * How Xero writes the amounts of what it imported is its own affair, since ours are read with GST. A
 * bank transaction was coded by a person out of a statement line: it names the marker, and puts on
 * each account what was planned.
 */
function compareImported(
  sent: SentContent,
  found: FoundDocument,
  rateOf: RateOf,
): (Difference | undefined)[] {
  if (sent.kind === 'manualJournal') {
    const text = differ('text', sent.text.trim(), found.text.trim());
    return [text, ...compareLines(sent.lines, found.lines, rateOf)];
  }
  const [marker = sent.text] = findMarkers(sent.text);
  const ours = sumsOf(sent.lines.map((line) => [line.sentAccount, line.amount] as const));
  const theirs = sumsOf(found.lines.map((line) => [line.glAccountCode, line.amount] as const));
  const text = found.text.includes(marker) ? undefined : differ('text', marker, found.text);
  return [text, differ('accounts', ours, theirs)];
}

function sumsOf(lines: readonly (readonly [account: string, amount: Cents])[]): string {
  const sums = new Map<string, Cents>();
  for (const [account, amount] of lines) {
    sums.set(account, addCents(sums.get(account) ?? ZERO_CENTS, amount));
  }
  const words = [...sums].map(([account, amount]) => `${account} ${formatCents(amount)}`);
  return words.sort().join(', ');
}

function compareBank(sent: SentContent, found: FoundDocument): (Difference | undefined)[] {
  if (sent.bank === undefined || found.bank === undefined) {
    const names = [sent.bank, found.bank].map((bank) => (bank === undefined ? 'none' : 'one'));
    return [differ('bank account', names[0] as string, names[1] as string)];
  }
  const { account, direction, contactId } = sent.bank;
  const isSame = [found.bank.glAccountCode, found.bank.accountId].includes(account);
  return [
    isSame ? undefined : { field: 'bank account', sent: account, found: found.bank.glAccountCode },
    differ('type', direction, found.bank.direction),
    sent.isImported === true ? undefined : differ('contact', contactId, found.bank.contactId),
  ];
}

function compareLines(
  sent: readonly SentLine[],
  found: readonly FoundLine[],
  rateOf: RateOf,
): (Difference | undefined)[] {
  if (sent.length !== found.length) {
    return [{ field: 'number of lines', sent: `${sent.length}`, found: `${found.length}` }];
  }
  const ours = sent.map((line) => sentWords(line, rateOf)).sort(byText);
  const theirs = found.map(foundWords).sort(byText);
  return ours.map((words, index) => differ('line', words, theirs[index] as string));
}

/** Account, amount, tax type, GST, options and text of a line, as one comparable text. */
function sentWords(line: SentLine, rateOf: RateOf): string {
  const gst = gstInside(line.amount, rateOf(line.taxType));
  const options = [
    optionWords(line.categoryA, line.optionA),
    optionWords(line.categoryB, line.optionB),
  ].filter((option) => option !== '');
  return words([line.sentAccount, line.amount, line.taxType, gst], options, line.description);
}

/** A line as Xero holds it, likewise. */
export function foundWords(line: FoundLine): string {
  const options = line.tracking.map((one) => optionWords(one.category, one.option));
  return words(
    [line.glAccountCode, line.amount, line.taxType, line.gst],
    options,
    line.description,
  );
}

function optionWords(category: string, option: string): string {
  return option === '' ? '' : `${category.trim()}: ${option.trim()}`;
}

function words(
  [account, amount, taxType, gst]: [string, Cents, string, Cents],
  options: readonly string[],
  description: string,
): string {
  const tracked = options.map((option) => option.toLowerCase()).sort();
  const figures = [account, formatCents(amount), taxType, `GST ${formatCents(gst)}`];
  return [...figures, tracked.join('+'), description.trim()].join(' | ');
}

function byText(first: string, second: string): number {
  return first < second ? -1 : Number(first > second);
}
