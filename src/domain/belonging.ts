import type { Bundle, EntryToPost } from './bundle.ts';
import type { BankAccount, Branch } from './catalog.ts';
import { bankAccountOfLine } from './entry-rules.ts';
import type { GstContext } from './gst.ts';
import { type Problem, problem } from './problem.ts';

/**
 * Why a bundle may not go: its branch or bank account belongs to another entity by now
 * (ACCOUNTING 1.6). What takes back frozen postings follows them, wherever they went.
 */
export function strangerInBundle(
  { turn, isReversal, frozen, segment, bankAccount }: Bundle,
  { catalog }: Pick<GstContext, 'catalog'>,
): Problem | undefined {
  if (turn === -1 || (isReversal && frozen !== undefined)) return undefined;
  const branch = catalog.branches.get(segment.branch);
  return strangeBranch(branch, segment.entity) ?? strangeBank(bankAccount, segment.entity);
}

/** The same of a ready-made entry, whose lines have a branch each and may name a bank account. */
export function strangerInEntry(entry: EntryToPost, context: GstContext): Problem | undefined {
  if (entry.turn === -1) return undefined;
  const found = entry.lines.map(
    (line) =>
      strangeBranch(context.catalog.branches.get(line.branch), entry.entity) ??
      strangeBank(bankAccountOfLine(line, entry, context), entry.entity),
  );
  return found.find((one) => one !== undefined);
}

function strangeBranch(branch: Branch | undefined, entity: string): Problem | undefined {
  if (branch === undefined || branch.entity === '' || branch.entity === entity) return undefined;
  const facts = { branch: branch.id, owner: branch.entity, entity };
  return problem('held.branch_of_other_entity', facts);
}

function strangeBank(bankAccount: BankAccount | undefined, entity: string): Problem | undefined {
  if (bankAccount === undefined || bankAccount.entity === entity) return undefined;
  const facts = { bankAccount: bankAccount.code, owner: bankAccount.entity, entity };
  return problem('held.bank_account_of_other_entity', facts);
}
