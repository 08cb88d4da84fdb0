import { MAX_LINE_AMOUNT, MAX_LINE_DESCRIPTION_LENGTH } from '../../xero/contract/limits.ts';
import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import { parseDecimal, unitsAtScale } from '../arithmetic/decimal.ts';
import type { Behaviours } from '../behaviours.ts';
import type { AccountRow } from '../books/accounts.ts';
import { message } from '../messages.ts';
import { type Chart, findLineAccount } from './chart.ts';
import { resolveTax } from './line-tax.ts';
import { type LineTracking, resolveTracking } from './line-tracking.ts';
import type { JournalLineInput } from './manual-journal-input.ts';

/** A line that stands: on an account, with its GST worked out. */
export interface JournalLine {
  ledgerAccount: AccountRow;
  description: string | undefined;
  taxType: string;
  lineCents: bigint;
  taxCents: bigint;
  tracking: LineTracking[];
}

export interface LineRules {
  behaviours: Behaviours;
  lineAmountTypes: LineAmountType;
  isPosted: boolean;
}

export interface Complaints {
  errors: Set<string>;
  warnings: Set<string>;
}

/** Lines on accounts that a journal may not use are dropped with a warning, as Xero does. */
export function resolveJournalLines(
  chart: Chart,
  journal: { lines: JournalLineInput[]; rules: LineRules },
  complaints: Complaints,
): JournalLine[] {
  const resolved: JournalLine[] = [];
  for (const line of journal.lines) {
    const ledgerAccount = usableAccount(chart, { line, rules: journal.rules }, complaints);
    if (ledgerAccount === undefined) continue;
    resolved.push(
      resolveLine(chart, { line, ledgerAccount, rules: journal.rules }, complaints.errors),
    );
  }
  return resolved;
}

function usableAccount(
  chart: Chart,
  { line, rules }: { line: JournalLineInput; rules: LineRules },
  { errors, warnings }: Complaints,
): AccountRow | undefined {
  const shown = line.accountCode ?? line.accountId ?? '';
  if (shown === '') {
    errors.add(message('accountMissing'));
    return undefined;
  }
  const ledgerAccount = findLineAccount(chart, line);
  if (ledgerAccount === undefined) {
    warnings.add(message('lineRemoved', shown));
    return undefined;
  }
  if (ledgerAccount.status === 'ARCHIVED') {
    if (rules.behaviours.archivedAccountInJournal === 'error') {
      errors.add(message('accountArchived', shown));
    } else {
      warnings.add(message('lineRemoved', shown));
    }
    return undefined;
  }
  if (!isReserved(ledgerAccount, line, rules)) return ledgerAccount;
  if (rules.behaviours.strictReservedAccounts === 'yes') {
    errors.add(message('accountReserved', shown));
  } else {
    warnings.add(message('lineRemoved', shown));
  }
  return undefined;
}

function isReserved(ledgerAccount: AccountRow, line: JournalLineInput, rules: LineRules): boolean {
  const { behaviours, isPosted } = rules;
  if (ledgerAccount.type === 'BANK') return true;
  if (ledgerAccount.type === 'INVENTORY') return behaviours.inventoryInJournals === 'refused';
  const system = ledgerAccount.system_account;
  if (system === null) return false;
  if (!behaviours.reservedSystemAccounts.split(' ').includes(system)) return false;
  if (system === 'RETAINEDEARNINGS') return isPosted;
  if (system === 'TRACKINGTRANSFERS') return line.accountId === undefined;
  return true;
}

const LARGEST_CENTS = unitsAtScale(parseDecimal(MAX_LINE_AMOUNT) ?? { units: 0n, scale: 0 }, 2);

function resolveLine(
  chart: Chart,
  {
    line,
    ledgerAccount,
    rules,
  }: { line: JournalLineInput; ledgerAccount: AccountRow; rules: LineRules },
  errors: Set<string>,
): JournalLine {
  const { description, lineCents, taxType, tracking } = line;
  if (lineCents > LARGEST_CENTS || lineCents < -LARGEST_CENTS) {
    errors.add(message('lineAmountTooLarge'));
  }
  if ((description?.length ?? 0) > MAX_LINE_DESCRIPTION_LENGTH) {
    errors.add(message('lineDescriptionTooLong'));
  }
  const { behaviours, lineAmountTypes } = rules;
  return {
    ledgerAccount,
    description,
    lineCents,
    ...resolveTax(chart, { ledgerAccount, taxType, lineCents, lineAmountTypes }, errors),
    tracking: resolveTracking(chart, { tracking, behaviours }, errors),
  };
}
