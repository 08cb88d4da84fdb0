import type { Bundle, FrozenPostings, Landed, PostingSide } from './bundle.ts';
import type { BankAccount, Element } from './catalog.ts';
import { exemptTaxType, type GstContext, gstRateOf, taxOfElement, WHOLLY_GST } from './gst.ts';
import { ZERO_CENTS } from './money.ts';
import { type Facts, fail, type Outcome, type Problem, problem, succeed } from './problem.ts';
import type { ProblemCode } from './problems/index.ts';
import type { PostingProfile } from './settings.ts';

/** How one stream's part of a bundle posts, or why it may not. */
export type PartPosting =
  | {
      readonly kind: 'posts';
      readonly profile: PostingProfile;
      readonly sides: readonly PostingSide[];
    }
  | { readonly kind: 'excluded' }
  | { readonly kind: 'held'; readonly reason: Problem };

/**
 * Decides how a bundle posts in its stream (ACCOUNTING 2): a charge is control against the
 * element's account; a money movement is control against clearing in the journal stream and bank
 * against clearing in the bank stream, or, in profile direct, bank against control alone.
 */
export function postBundle(bundle: Bundle, context: GstContext): PartPosting {
  const { frozen } = bundle;
  if (bundle.element.summaryType === 'none' && frozen === undefined) return { kind: 'excluded' };
  if (bundle.blockedBy !== undefined) return held(BLOCKS[bundle.blockedBy], factsOf(bundle));
  const { sides, problems } = draftBundle(bundle, context);
  const [reason] = problems;
  if (reason !== undefined) return { kind: 'held', reason };
  return { kind: 'posts', profile: profileOf(bundle, context), sides };
}

/** The sides that a bundle would have, and every reason of its own why it may not go. */
export interface Draft {
  /** One whose account is not known says what it lacks. */
  readonly sides: readonly PostingSide[];
  readonly problems: readonly Problem[];
}

/** How a bundle posts in its stream as far as it is known, whatever holds it. */
export function draftBundle(bundle: Bundle, context: GstContext): Draft {
  const asFrozen = frozenSides(bundle);
  if (asFrozen !== undefined) return { sides: asFrozen, problems: [] };
  return bundle.bankAccount === undefined
    ? draftCharge(bundle, context)
    : draftMovement(bundle, bundle.bankAccount, context);
}

/** The profile of a transaction is fixed when its first part is exported. */
function profileOf(bundle: Bundle, context: GstContext): PostingProfile {
  return bundle.frozen?.profile ?? context.settings.bankPosting;
}

/** The problems by which rows are held that the store blocks. */
export const BLOCKS = {
  originalWaits: 'held.original_waits',
  bankPartChanged: 'held.bank_part_changed',
  bankGroupLives: 'held.bank_group_lives',
  undone: 'held.undone',
} as const;

/**
 * Follows postings frozen earlier: sides act on the row's own, opposite amount (ACCOUNTING 2.5).
 * Nothing is frozen in a stream that was not exported; only a journal part of profile direct is nil.
 */
function frozenSides({ frozen, stream, turn }: Bundle): readonly PostingSide[] | undefined {
  if (frozen === undefined) return undefined;
  const sides = stream === 'journals' ? frozen.journals : frozen.bank;
  const isNilByProfile = frozen.profile === 'direct' && stream === 'journals';
  if (sides.length === 0 && !isNilByProfile) return undefined;
  return turn === 1 ? sides : sides.map(turnSide);
}

function turnSide(side: PostingSide): PostingSide {
  return { ...side, sign: side.sign === 1 ? -1 : 1 };
}

/** A charge: control +amount, the element's account −amount with the element's tax type. */
function draftCharge(bundle: Bundle, context: GstContext): Draft {
  if (bundle.stream === 'bank') return { sides: [], problems: [] };
  const { element, gst } = bundle;
  const contra = elementAccount(bundle);
  const exempt = exemptTaxType(context);
  if (element.type === 'disbursement') return draftWithoutBank(bundle, { contra, taxType: exempt });
  const control = controlAccount(bundle, context);
  const glAccountCode = contra.ok ? contra.value : '';
  const tax = taxOfElement({ element, glAccountCode, isTaxed: gst !== ZERO_CENTS }, context);
  const isSplit = context.settings.useGst && gstRateOf(element) < WHOLLY_GST;
  const taxed = tax.ok ? tax.value : { taxType: exempt, carriesGst: isSplit };
  return {
    sides: [
      side(bundle, control, { sign: 1, taxType: exempt }),
      { ...side(bundle, contra, { sign: -1, taxType: taxed.taxType }), ...taxed },
    ],
    problems: problemsOf([control, contra, apart(bundle, control, contra), tax]),
  };
}

/** A disbursement that names no bank account: nobody knows where its money came from. */
function draftWithoutBank(
  bundle: Bundle,
  { contra, taxType }: { contra: Outcome<string>; taxType: string },
): Draft {
  const noBank = fail(problem('held.disbursement_without_bank', factsOf(bundle)));
  const own = side(bundle, contra, { sign: -1, taxType });
  const sides = [own, side(bundle, noBank, { sign: 1, taxType })];
  return { sides, problems: problemsOf([noBank]) };
}

/** Money in or out. A disbursement takes its element's account, its sign turned (ACCOUNTING 2.4). */
function draftMovement(bundle: Bundle, bankAccount: BankAccount, context: GstContext): Draft {
  const isDisbursement = bundle.element.type === 'disbursement';
  const place = isDisbursement ? elementAccount(bundle) : controlAccount(bundle, context);
  const bank = bankLedgerAccount(bankAccount);
  const isDirect = profileOf(bundle, context) === 'direct';
  const through = isDirect ? place : clearingAccount(bundle, bankAccount, context);
  const met = apart(bundle, place, isDirect ? bank : through);
  const problems = problemsOf([signOf(bundle), place, bank, through, met]);
  const landed = isDirect ? undefined : landedClearing(bundle);
  const options = landed && { ...landed, sentAccount: undefined };
  const taxType = exemptTaxType(context);
  const near = { sign: isDisbursement ? -1 : 1, taxType } as const;
  const far = { sign: isDisbursement ? 1 : -1, taxType } as const;
  if (bundle.stream === 'bank') {
    const own = { ...side(bundle, through, near), landed };
    const atBank = { ...side(bundle, bank, far), branch: '', department: '' };
    return { sides: [own, atBank], problems };
  }
  if (isDirect) return { sides: [], problems };
  const own = { ...side(bundle, place, near), landed: options };
  return { sides: [own, { ...side(bundle, through, far), landed }], problems };
}

function signOf(bundle: Bundle): Outcome<undefined> {
  const { element, amount, isReversal } = bundle;
  const isOdd = element.type === 'disbursement' && amount > ZERO_CENTS && !isReversal;
  return isOdd ? fail(problem('held.disbursement_positive', factsOf(bundle))) : succeed(undefined);
}

/** Nothing would be left of a posting with one account but its rows, which would count as exported. */
function apart(bundle: Bundle, one: Outcome<string>, other: Outcome<string>): Outcome<undefined> {
  if (!one.ok || !other.ok || one.value !== other.value) return succeed(undefined);
  const facts = { ...factsOf(bundle), glAccount: one.value };
  return fail(problem('held.one_account_on_both_sides', facts));
}

function problemsOf(outcomes: readonly Outcome<unknown>[]): Problem[] {
  return outcomes.flatMap((one) => (one.ok ? [] : one.problems));
}

function side(
  { segment: { branch, department } }: Bundle,
  on: Outcome<string>,
  rule: Pick<PostingSide, 'sign' | 'taxType'>,
): PostingSide {
  const own = { ...rule, branch, department, carriesGst: false };
  if (on.ok) return { ...own, glAccountCode: on.value };
  return { ...own, glAccountCode: '', missing: on.problems[0] };
}

function controlAccount(bundle: Bundle, context: GstContext): Outcome<string> {
  const { entity, accountType } = bundle.segment;
  const type = context.catalog.accountTypes.get(accountType);
  const glAccountCode = type?.controlAccountByEntity[entity] || type?.controlAccount;
  return glAccountCode
    ? succeed(glAccountCode)
    : fail(problem('held.control_account_missing', { accountType, entity }));
}

/** The GL account of the bundle's element, of its entity's own where it has one. */
function elementAccount(bundle: Bundle): Outcome<string> {
  const { element, segment } = bundle;
  return glAccountOfElement(element, segment.entity);
}

function glAccountOfElement(element: Element, entity: string): Outcome<string> {
  const glAccountCode = element.glAccountByEntity[entity] || element.glAccount;
  return glAccountCode
    ? succeed(glAccountCode)
    : fail(problem('held.element_without_gl_account', { element: element.code, entity }));
}

/** One clearing account per transaction, the same in both streams (ACCOUNTING 2.3). */
function clearingAccount(
  bundle: Bundle,
  bankAccount: BankAccount,
  context: GstContext,
): Outcome<string> {
  const { entity, accountType } = bundle.segment;
  const type = context.catalog.accountTypes.get(accountType);
  const glAccountCode =
    frozenClearing(bundle.frozen)?.glAccountCode ||
    bankAccount.clearingAccount ||
    type?.clearingAccountByEntity[entity] ||
    type?.clearingAccount;
  if (!glAccountCode) {
    return fail(
      problem('held.clearing_account_missing', { bankAccount: bankAccount.code, accountType }),
    );
  }
  return isUnfitForClearing(glAccountCode, context)
    ? fail(problem('held.clearing_account_unfit', { glAccount: glAccountCode }))
    : succeed(glAccountCode);
}

/** The side on clearing that the other stream froze: the far side there, the near side here. */
function frozenClearing(frozen: FrozenPostings | undefined): PostingSide | undefined {
  return frozen?.journals[1] ?? frozen?.bank[0];
}

/** Where that side went, so that clearing empties there; a row that moved since goes its own way. */
function landedClearing({ frozen, segment }: Bundle): Landed | undefined {
  const clearing = frozenClearing(frozen);
  const isThere = clearing?.branch === segment.branch && clearing.department === segment.department;
  return isThere ? clearing.landed : undefined;
}

/** Clearing may be no bank account, no control account and none of Xero's system accounts. */
function isUnfitForClearing(glAccountCode: string, context: GstContext): boolean {
  const account = context.facts.chart.find((one) => one.glAccountCode === glAccountCode);
  if (account !== undefined && (account.type === 'BANK' || account.systemAccount !== ''))
    return true;
  for (const type of context.catalog.accountTypes.values()) {
    const controls = [type.controlAccount, ...Object.values(type.controlAccountByEntity)];
    if (controls.includes(glAccountCode)) return true;
  }
  return false;
}

function bankLedgerAccount(bankAccount: BankAccount): Outcome<string> {
  return bankAccount.xeroAccount
    ? succeed(bankAccount.xeroAccount)
    : fail(problem('held.bank_account_without_xero_account', { bankAccount: bankAccount.code }));
}

function held(code: ProblemCode, facts: Facts): PartPosting {
  return { kind: 'held', reason: problem(code, facts) };
}

function factsOf(bundle: Bundle): Facts {
  const { element, bankAccount, bankGroup } = bundle;
  return {
    element: element.code,
    of: `element ${element.code}`,
    ...(bankAccount ? { bankAccount: bankAccount.code } : {}),
    ...(bankGroup ? { bankGroup } : {}),
  };
}
