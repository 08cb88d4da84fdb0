import { randomUUID } from 'node:crypto';
import { NO_ID } from '../../xero/contract/envelopes.ts';
import { MIN_JOURNAL_LINES } from '../../xero/contract/limits.ts';
import {
  type ManualJournalStatus,
  MANUAL_JOURNAL_STATUSES as STATUSES,
} from '../../xero/contract/manual-journals.ts';
import { decimalText } from '../arithmetic/decimal.ts';
import type { Call } from '../calls/call.ts';
import { message } from '../messages.ts';
import { msDate, todayIn } from '../wire/dates.ts';
import { type Incoming, moneyJson, parseBody } from '../wire/json.ts';
import type { Chart } from './chart.ts';
import { type Complaints, type JournalLine, resolveJournalLines } from './journal-lines.ts';
import { checkLockDates } from './lock-dates.ts';
import {
  type JournalInput,
  type JournalLineInput,
  readJournalLine,
} from './manual-journal-input.ts';
import { journalFields } from './manual-journal-json.ts';
import type { JournalRow } from './manual-journal-row.ts';
import {
  type CheckedJournal,
  endJournal,
  findJournal,
  insertJournal,
  updateJournal,
} from './manual-journal-store.ts';
import type { Outcome } from './write-answer.ts';

/** Makes, changes, voids or deletes one manual journal, or says why not. */
export function writeJournal(call: Call, chart: Chart, input: JournalInput): Outcome {
  const complaints: Complaints = { errors: new Set(), warnings: new Set() };
  const existing = input.journalId === undefined ? undefined : findJournal(call, input.journalId);
  if (input.journalId !== undefined && existing === undefined) {
    complaints.errors.add(message('journalNotFound'));
    return failed(call, input, complaints);
  }
  const journalStatus = nextStatus(existing, input, complaints);
  if (journalStatus === undefined) return failed(call, input, complaints);
  if (existing?.status === 'POSTED') checkLockDates(call, existing.date, complaints.errors);
  if (existing !== undefined && (journalStatus === 'VOIDED' || journalStatus === 'DELETED')) {
    if (complaints.errors.size > 0) return failed(call, input, complaints);
    return saved(endJournal(call, existing, journalStatus), complaints);
  }
  const journal = checkedJournal(call, chart, { input, existing, journalStatus, complaints });
  if (complaints.errors.size > 0) return failed(call, input, complaints);
  const row =
    existing === undefined ? insertJournal(call, journal) : updateJournal(call, existing, journal);
  return saved(row, complaints);
}

const NEXT_STATUSES: Record<string, readonly string[]> = {
  new: ['DRAFT', 'POSTED'],
  DRAFT: ['DRAFT', 'POSTED', 'DELETED'],
  POSTED: ['POSTED', 'VOIDED'],
};

function nextStatus(
  existing: JournalRow | undefined,
  input: JournalInput,
  complaints: Complaints,
): ManualJournalStatus | undefined {
  const wanted = input.status ?? existing?.status ?? 'DRAFT';
  const allowed = NEXT_STATUSES[existing?.status ?? 'new'] ?? [];
  if (allowed.includes(wanted.toUpperCase())) return wanted.toUpperCase() as ManualJournalStatus;
  complaints.errors.add(message('statusNotApplicable', wanted));
  return undefined;
}

interface Checking {
  input: JournalInput;
  existing: JournalRow | undefined;
  journalStatus: ManualJournalStatus;
  complaints: Complaints;
}

function checkedJournal(call: Call, chart: Chart, checking: Checking): CheckedJournal {
  const { complaints, existing, input, journalStatus } = checking;
  const narration = input.narration ?? existing?.narration ?? '';
  checkNarration(call, narration, complaints);
  const sent = input.lines ?? (existing === undefined ? [] : linesOf(existing));
  if (sent.length < MIN_JOURNAL_LINES) complaints.errors.add(message('tooFewJournalLines'));
  const isPosted = journalStatus === 'POSTED';
  const lineAmountTypes = input.lineAmountTypes ?? existing?.line_amount_types ?? 'NoTax';
  const rules = { behaviours: call.behaviours, lineAmountTypes, isPosted };
  const lines = resolveJournalLines(chart, { lines: sent, rules }, complaints);
  const date = input.date ?? existing?.date ?? todayIn(call.organisation.timezone, call.now);
  const journal: CheckedJournal = {
    narration,
    date,
    status: journalStatus,
    lineAmountTypes,
    url: input.url ?? existing?.url ?? null,
    onCashBasis: input.onCashBasis ?? existing?.on_cash_basis !== 0,
    lines,
    gstAccountId: chart.gstAccountId,
  };
  if (isPosted && complaints.errors.size === 0) checkBalance(journal, complaints);
  if (isPosted) checkLockDates(call, date, complaints.errors);
  return journal;
}

function checkNarration(call: Call, narration: string, { errors }: Complaints): void {
  const longest = Number(call.behaviours.maximumNarrationLength);
  if (narration.trim() === '') errors.add(message('narrationMissing'));
  if (narration.length > longest) errors.add(message('narrationTooLong', longest));
}

/** Counted gross, and only where every line stands: a refused line would unbalance the rest. */
function checkBalance(journal: CheckedJournal, { errors }: Complaints): void {
  let debits = 0n;
  let credits = 0n;
  for (const line of journal.lines) {
    const gross = grossCents(line, journal);
    if (gross > 0n) debits += gross;
    else credits += gross;
  }
  if (debits + credits === 0n) {
    if (journal.lines.length < MIN_JOURNAL_LINES) errors.add(message('tooFewJournalLines'));
    return;
  }
  errors.add(message('unbalanced', decimalText(debits, 2), decimalText(credits, 2)));
}

function grossCents(line: JournalLine, journal: CheckedJournal): bigint {
  return journal.lineAmountTypes === 'Exclusive' ? line.lineCents + line.taxCents : line.lineCents;
}

function linesOf(existing: JournalRow): JournalLineInput[] {
  return (parseBody(existing.lines) as Incoming[]).map(readJournalLine);
}

function saved(row: JournalRow, complaints: Complaints): Outcome {
  const lines = { name: 'JournalLines', json: row.lines };
  return { fields: journalFields(row), lines, ...complaints };
}

/** A refused element echoes what was sent, with defaults. */
function failed(call: Call, input: JournalInput, complaints: Complaints): Outcome {
  const noId = call.behaviours.failedElementId === 'zero' ? NO_ID : randomUUID();
  return {
    fields: {
      ...(input.date === undefined ? {} : { Date: msDate(input.date) }),
      Status: STATUSES.find((known) => known === input.status) ?? 'DRAFT',
      LineAmountTypes: input.lineAmountTypes ?? 'NoTax',
      ManualJournalID: input.journalId ?? noId,
      Narration: input.narration ?? '',
      ...(input.url === undefined ? {} : { Url: input.url }),
      ShowOnCashBasisReports: input.onCashBasis ?? true,
    },
    lines: { name: 'JournalLines', json: JSON.stringify((input.lines ?? []).map(echoedLine)) },
    ...complaints,
  };
}

function echoedLine(line: JournalLineInput): object {
  return {
    Description: line.description,
    TaxType: line.taxType,
    LineAmount: moneyJson(line.lineCents),
    AccountCode: line.accountCode,
    AccountID: line.accountId,
    Tracking: line.tracking.map((tracking) => ({
      Name: tracking.categoryName,
      Option: tracking.optionName,
    })),
  };
}
