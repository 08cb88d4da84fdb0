import { type BankGroup, type BankItem, chooseContact, groupBankItems } from './bank-documents.ts';
import { type Companion, holdCompanions } from './companions.ts';
import type { PlanInput } from './plan-input.ts';
import { groupKey } from './posting.ts';
import { type HeldPart, holdParts, type Posting, partKey } from './posting-progress.ts';
import { type Problem, problem } from './problem.ts';

/** The bank transactions of a plan, each with its contact. */
export interface BankPlan {
  readonly groups: readonly AddressedGroup[];
  /** Parts that net to nil line by line: no document, and still counted as exported. */
  readonly nilItems: readonly BankItem[];
  readonly problems: readonly Problem[];
}

/** One bank transaction that is about to be made, and who it names. */
export interface AddressedGroup {
  readonly group: BankGroup;
  readonly contactId: string;
}

/**
 * Groups bank parts and finds their contacts; what is held on the way may hold others, so the rest
 * is grouped anew until nothing more is left out.
 */
export function planBank(
  input: PlanInput,
  companions: readonly Companion[],
  posting: Posting,
): BankPlan {
  const parts = posting.bank.length;
  const { groups, nilItems, held, problems } = groupBankItems(posting.bank);
  const { addressed, refused } = address(groups, input);
  const heldItems = held.map(({ item, reason }) => ({ part: item.posted, reason }));
  const heldGroups = refused.flatMap(({ group, reason }) =>
    group.items.map((item) => ({ part: item.posted, reason })),
  );
  holdParts([...heldItems, ...heldGroups, ...incomplete(input, posting)], posting);
  holdCompanions(companions, posting);
  const wrong = refused.map(({ reason }) => reason).filter((one) => !one.code.startsWith('held.'));
  const found = [...problems, ...wrong];
  if (posting.bank.length === parts) return { groups: addressed, nilItems, problems: found };
  const rest = planBank(input, companions, posting);
  return { ...rest, problems: distinct([...found, ...rest.problems]) };
}

/**
 * A bank group is one line of the bank statement, which a bank transaction without one of its rows
 * would never match (ACCOUNTING 3.5): with one of them all are held.
 */
function incomplete({ bundles }: PlanInput, { bank, unposted }: Posting): HeldPart[] {
  const lacking = new Set(
    bundles
      .filter((one) => one.stream === 'bank' && unposted.get(partKey(one))?.why === 'held')
      .map(groupKey),
  );
  return bank
    .filter((item) => lacking.has(item.documentKey))
    .map(({ posted, bankAccountCode: bankAccount }) => {
      const facts = { bankGroup: posted.bankGroup, bankAccount };
      return { part: posted, reason: problem('held.bank_group_incomplete', facts) };
    });
}

/** A missing contact holds the group; a wrong one also stops the plan. */
function address(groups: readonly BankGroup[], { settings, facts }: PlanInput) {
  const addressed: AddressedGroup[] = [];
  const refused: { group: BankGroup; reason: Problem }[] = [];
  for (const group of groups) {
    const contact = chooseContact(group, settings.defaultContact, facts);
    if (contact.ok) addressed.push({ group, contactId: contact.value });
    else refused.push({ group, reason: contact.problems[0] as Problem });
  }
  return { addressed, refused };
}

/** Each problem once, however many groups have it. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((one) => [one.message, one])).values()];
}
