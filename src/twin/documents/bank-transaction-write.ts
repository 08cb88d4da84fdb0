import { randomUUID } from 'node:crypto';
import { NO_ID } from '../../xero/contract/envelopes.ts';
import { MAX_REFERENCE_LENGTH } from '../../xero/contract/limits.ts';
import type { AccountRow } from '../books/accounts.ts';
import { type ContactRow, findContact } from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { message } from '../messages.ts';
import { msDate, todayIn } from '../wire/dates.ts';
import { type Incoming, parseBody } from '../wire/json.ts';
import {
  type BankTransactionInput,
  type LineItemInput,
  readLineItem,
} from './bank-transaction-input.ts';
import { bankTransactionFields } from './bank-transaction-json.ts';
import {
  type BankTransactionRow,
  type CheckedBankTransaction,
  deleteBankTransaction,
  findBankTransaction,
  saveBankTransaction,
} from './bank-transaction-store.ts';
import { type Chart, findLineAccount } from './chart.ts';
import { documentContact } from './document-contact.ts';
import { resolveLineItems, shownLines, totalsOf } from './line-items.ts';
import { checkLockDates } from './lock-dates.ts';
import type { Outcome } from './write-answer.ts';

/** Makes, changes or deletes one bank transaction, or says why not. */
export function writeBankTransaction(
  call: Call,
  chart: Chart,
  input: BankTransactionInput,
): Outcome {
  const errors = new Set<string>();
  const id = input.bankTransactionId;
  const existing = id === undefined ? undefined : findBankTransaction(call, id);
  if (id !== undefined && existing === undefined) {
    errors.add(message('bankTransactionNotFound'));
    return refused(call, input, errors);
  }
  checkExisting(call, existing, errors);
  const wanted = (input.status ?? 'AUTHORISED').toUpperCase();
  const isDeleting = existing !== undefined && wanted === 'DELETED';
  if (existing?.status === 'DELETED' || !(isDeleting || wanted === 'AUTHORISED')) {
    errors.add(message('statusNotApplicable', input.status ?? wanted));
  }
  if (isDeleting) {
    if (errors.size > 0) return refused(call, input, errors);
    return saved(call, deleteBankTransaction(call, existing));
  }
  const checked = checkedTransaction(call, chart, { input, existing, errors });
  if (checked === undefined || errors.size > 0) return refused(call, input, errors);
  return saved(call, saveBankTransaction(call, checked, existing));
}

function checkExisting(
  call: Call,
  existing: BankTransactionRow | undefined,
  errors: Set<string>,
): void {
  if (existing === undefined) return;
  checkLockDates(call, existing.date, errors);
  if (existing.is_reconciled === 1 && call.behaviours.reconciledFrozen === 'yes') {
    errors.add(message('bankTransactionReconciled'));
  }
}

interface Checking {
  input: BankTransactionInput;
  existing: BankTransactionRow | undefined;
  errors: Set<string>;
}

function checkedTransaction(
  call: Call,
  chart: Chart,
  checking: Checking,
): CheckedBankTransaction | undefined {
  const { errors, existing, input } = checking;
  const type = input.type ?? existing?.type;
  if (type !== 'RECEIVE' && type !== 'SPEND') {
    errors.add(message('bankTransactionType', type ?? ''));
  }
  checkHead(call, input, errors);
  const date = input.date ?? existing?.date ?? todayIn(call.organisation.timezone, call.now);
  checkLockDates(call, date, errors);
  const lineAmountTypes = input.lineAmountTypes ?? existing?.line_amount_types ?? 'Inclusive';
  const unitDecimals = call.query.get('unitdp') === '4' ? 4 : 2;
  const rules = { lineAmountTypes, behaviours: call.behaviours, unitDecimals };
  const sent = input.lines ?? linesOf(existing);
  if (sent.length === 0) errors.add(message('lineItemsMissing'));
  const lines = resolveLineItems(chart, { lines: sent, rules }, errors);
  const isWhole = lines.length > 0 && lines.length === sent.length;
  if (isWhole && totalsOf(lines, lineAmountTypes).total <= 0n) {
    errors.add(message('totalNotPositive'));
  }
  const bankAccount = bankAccountOf(chart, checking);
  const contact = contactOf(call, checking);
  if (bankAccount === undefined || contact === undefined || type === undefined) return undefined;
  return {
    type,
    contact,
    bankAccount,
    date,
    reference: input.reference ?? referenceOf(existing),
    isReconciled: input.isReconciled ?? existing?.is_reconciled === 1,
    lineAmountTypes,
    url: input.url ?? existing?.url ?? null,
    lines,
    unitDecimals,
    gstAccountId: chart.gstAccountId,
  };
}

function checkHead(call: Call, input: BankTransactionInput, errors: Set<string>): void {
  const { currencyCode, reference } = input;
  if (currencyCode !== undefined && currencyCode !== call.organisation.base_currency) {
    errors.add(message('currencyNotSubscribed', currencyCode));
  }
  if ((reference?.length ?? 0) > MAX_REFERENCE_LENGTH) errors.add(message('referenceTooLong'));
}

function bankAccountOf(chart: Chart, checking: Checking): AccountRow | undefined {
  const { errors, existing, input } = checking;
  const ledgerAccount =
    input.bankAccount === undefined && existing !== undefined
      ? chart.accountsById.get(existing.bank_account_id)
      : findLineAccount(chart, {
          accountCode: input.bankAccount?.accountCode,
          accountId: input.bankAccount?.accountId,
        });
  if (ledgerAccount?.type === 'BANK' && ledgerAccount.status === 'ACTIVE') return ledgerAccount;
  errors.add(message('bankAccountMissing'));
  return undefined;
}

/** Looked up last, since a contact named only by its name is made on the way. */
function contactOf(call: Call, checking: Checking): ContactRow | undefined {
  const { errors, existing, input } = checking;
  if (input.contact === undefined && existing !== undefined) {
    return findContact(call.books, call.organisation.tenant_id, existing.contact_id);
  }
  return documentContact(call, input.contact, errors);
}

function referenceOf(existing: BankTransactionRow | undefined): string | undefined {
  return existing?.has_reference === 1 ? existing.reference : undefined;
}

function linesOf(existing: BankTransactionRow | undefined): LineItemInput[] {
  if (existing === undefined) return [];
  return (parseBody(existing.lines) as Incoming[]).map(readLineItem);
}

function saved(call: Call, row: BankTransactionRow): Outcome {
  const lines = { name: 'LineItems', json: shownLines(row.lines, 'written') };
  return { fields: bankTransactionFields(call, row, 'written'), lines, errors: [], warnings: [] };
}

/** A refused element echoes what was sent, with defaults. */
function refused(call: Call, input: BankTransactionInput, errors: Set<string>): Outcome {
  const noId = call.behaviours.failedElementId === 'zero' ? NO_ID : randomUUID();
  const { accountCode, accountId } = input.bankAccount ?? {};
  const lines = (input.lines ?? []).map((line) => ({
    Description: line.description,
    TaxType: line.taxType,
    AccountCode: line.accountCode,
    AccountID: line.accountId,
  }));
  return {
    fields: {
      BankTransactionID: input.bankTransactionId ?? noId,
      BankAccount: { AccountID: accountId, Code: accountCode },
      Type: input.type,
      Reference: input.reference,
      Contact: { ContactID: input.contact?.contactId, Name: input.contact?.name },
      ...(input.date === undefined ? {} : { Date: msDate(input.date) }),
      Status: 'AUTHORISED',
      LineAmountTypes: input.lineAmountTypes ?? 'Inclusive',
    },
    lines: { name: 'LineItems', json: JSON.stringify(lines) },
    errors,
    warnings: [],
  };
}
