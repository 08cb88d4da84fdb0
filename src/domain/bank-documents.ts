import type { AccountingDate } from './dates.ts';
import { addToGroup, type LineGroup, numberLines, optionsOf } from './journal-parts.ts';
import { type Cents, negateCents, sumCents, ZERO_CENTS } from './money.ts';
import type { Contact, OrganisationFacts } from './organisation.ts';
import type { PlannedLine, PostedBundle, PostedSide } from './planned-document.ts';
import { fail, type Outcome, type Problem, problem, succeed } from './problem.ts';

/** A posted bank part: its sides on the far accounts and its side on the bank account. */
export interface BankItem {
  readonly posted: PostedBundle;
  readonly farSides: readonly PostedSide[];
  readonly bankSide: PostedSide;
  /** Bundles of one key become one bank transaction: one per line of the bank statement. */
  readonly documentKey: string;
  readonly dates: readonly AccountingDate[];
  readonly bankAccountCode: string;
  readonly clientId: string;
  readonly text: string;
}

/** One bank transaction before it is worded. */
export interface BankGroup {
  readonly date: AccountingDate;
  readonly bankAccountCode: string;
  readonly bankSentAccount: string;
  readonly direction: 'SPEND' | 'RECEIVE';
  readonly text: string;
  readonly clientId: string;
  readonly lines: readonly PlannedLine[];
  readonly lineOf: ReadonlyMap<PostedSide, number>;
  readonly items: readonly BankItem[];
}

/** What became of the bank parts of a plan. */
export interface BankGrouping {
  readonly groups: readonly BankGroup[];
  /** Groups that net to nil line by line: no document, and still counted as exported. */
  readonly nilItems: readonly BankItem[];
  readonly held: readonly { readonly item: BankItem; readonly reason: Problem }[];
  readonly problems: readonly Problem[];
}

/** Groups bank parts into one bank transaction per bank statement line (ACCOUNTING 3.5). */
export function groupBankItems(items: readonly BankItem[]): BankGrouping {
  const groups: BankGroup[] = [];
  const nilItems: BankItem[] = [];
  const held: { item: BankItem; reason: Problem }[] = [];
  const problems: Problem[] = [];
  for (const members of byDocument(items)) {
    const made = makeGroup(members);
    if (made === 'nil') nilItems.push(...members);
    else if (made.ok) groups.push(made.value);
    else if (made.problems[0]?.code === 'bank_group.different_dates')
      problems.push(...made.problems);
    else for (const item of members) held.push({ item, reason: made.problems[0] as Problem });
  }
  groups.sort(compareGroups);
  return { groups, nilItems, held, problems };
}

function byDocument(items: readonly BankItem[]): BankItem[][] {
  const documents = new Map<string, BankItem[]>();
  for (const item of items) {
    const members = documents.get(item.documentKey);
    if (members === undefined) documents.set(item.documentKey, [item]);
    else members.push(item);
  }
  return [...documents.values()];
}

function makeGroup(members: readonly BankItem[]): Outcome<BankGroup> | 'nil' {
  const first = members[0] as BankItem;
  const { bankAccountCode } = first;
  const dates = [...new Set(members.flatMap((item) => item.dates))].sort();
  const bankGroup = first.posted.bankGroup;
  if (dates.length > 1) {
    const facts = { bankGroup, bankAccount: bankAccountCode, dates: dates.join(', ') };
    return fail(problem('bank_group.different_dates', facts));
  }
  const { lines, lineOf, bankSides } = sumFarSides(members);
  const net = sumCents(bankSides.map((side) => side.amount));
  if (net === ZERO_CENTS && lines.length === 0) return 'nil';
  if (net === ZERO_CENTS) {
    return fail(problem('held.bank_group_nets_to_zero', { bankGroup, date: first.posted.date }));
  }
  const clients = new Set(members.map((item) => item.clientId));
  return succeed({
    date: first.posted.date,
    bankAccountCode,
    bankSentAccount: bankSides[0]?.sentAccount ?? '',
    direction: net > 0n ? 'RECEIVE' : 'SPEND',
    text: first.text,
    clientId: clients.size === 1 ? first.clientId : '',
    lines,
    lineOf,
    items: members,
  });
}

/** Lines: one per account, branch and department; the side on the bank account is no line. */
function sumFarSides(members: readonly BankItem[]) {
  const groups = new Map<string, LineGroup>();
  const bankSides: PostedSide[] = [];
  for (const { farSides, bankSide } of members) {
    bankSides.push(bankSide);
    for (const side of farSides) addToGroup(groups, farKey(side), side);
  }
  return { ...numberLines([...groups.values()]), bankSides };
}

function farKey(side: PostedSide): string {
  return [side.sentAccount, ...optionsOf(side), side.taxType].join('\u0001');
}

function compareGroups(first: BankGroup, second: BankGroup): number {
  const left = [first.date, first.bankAccountCode, first.items[0]?.posted.firstRow ?? 0];
  const right = [second.date, second.bankAccountCode, second.items[0]?.posted.firstRow ?? 0];
  for (const [index, value] of left.entries()) {
    const other = right[index] as string | number;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** The amount of a bank transaction's line in its own direction: SPEND debits are positive. */
export function amountInDirection(amount: Cents, direction: BankGroup['direction']): Cents {
  return direction === 'SPEND' ? amount : negateCents(amount);
}

/**
 * The contact of a bank transaction: the client's when all rows are one client's and exactly one
 * active contact has that Account Number, else the default contact (a ContactID or Account Number).
 */
export function chooseContact(
  group: Pick<BankGroup, 'clientId' | 'bankAccountCode'>,
  defaultContact: string,
  { contacts, organisation }: Pick<OrganisationFacts, 'contacts' | 'organisation'>,
): Outcome<string> {
  const known = contactBook(contacts);
  const own = group.clientId === '' ? [] : (known.get(group.clientId) ?? []);
  if (own.length > 1) return fail(ambiguous(group.clientId, own.length));
  if (own[0] !== undefined) return succeed(own[0].contactId);
  if (defaultContact === '') {
    return fail(problem('held.default_contact_missing', { bankAccount: group.bankAccountCode }));
  }
  const chosen = known.get(defaultContact) ?? [];
  if (chosen.length > 1) return fail(ambiguous(defaultContact, chosen.length));
  return chosen[0] === undefined
    ? fail(
        problem('contact.default_missing', {
          contact: defaultContact,
          organisation: organisation.name,
        }),
      )
    : succeed(chosen[0].contactId);
}

const BOOKS = new WeakMap<readonly Contact[], ReadonlyMap<string, readonly Contact[]>>();

/** Active contacts by ContactID and by Account Number; made once for a list of contacts. */
function contactBook(contacts: readonly Contact[]): ReadonlyMap<string, readonly Contact[]> {
  const known = BOOKS.get(contacts);
  if (known !== undefined) return known;
  const book = new Map<string, Contact[]>();
  for (const contact of contacts.filter((one) => one.isActive)) {
    for (const name of new Set([contact.contactId, contact.accountNumber])) {
      const found = book.get(name);
      if (found === undefined) book.set(name, [contact]);
      else found.push(contact);
    }
  }
  BOOKS.set(contacts, book);
  return book;
}

function ambiguous(accountNumber: string, contacts: number): Problem {
  return problem('contact.ambiguous', { accountNumber, contacts });
}
