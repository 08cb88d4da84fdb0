import type { Bundle, FrozenPostings, Landed, PostingSide } from './bundle.ts';
import type { BankAccount, Element } from './catalog.ts';
import { exemptTaxType, type GstContext, taxOfElement } from './gst.ts';
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
  const asFrozen = frozen === undefined ? undefined : postAsFrozen(bundle, frozen);
  if (asFrozen !== undefined) return asFrozen;
  const sides =
    bundle.bankAccount === undefined
      ? postCharge(bundle, context)
      : postMovement(bundle, bundle.bankAccount, context);
  if (!sides.ok) return { kind: 'held', reason: sides.problems[0] as Problem };
  return { kind: 'posts', profile: profileOf(bundle, context), sides: sides.value };
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
function postAsFrozen(bundle: Bundle, frozen: FrozenPostings): PartPosting | undefined {
  const sides = bundle.stream === 'journals' ? frozen.journals : frozen.bank;
  const isNilByProfile = frozen.profile === 'direct' && bundle.stream === 'journals';
  if (sides.length === 0 && !isNilByProfile) return undefined;
  const turned = bundle.turn === 1 ? sides : sides.map(turnSide);
  return { kind: 'posts', profile: frozen.profile, sides: turned };
}

function turnSide(side: PostingSide): PostingSide {
  return { ...side, sign: side.sign === 1 ? -1 : 1 };
}

/** A charge: control +amount, the element's account −amount with the element's tax type. */
function postCharge(bundle: Bundle, context: GstContext): Outcome<readonly PostingSide[]> {
  if (bundle.stream === 'bank') return succeed([]);
  const { element } = bundle;
  if (element.type === 'disbursement') {
    return fail(problem('held.disbursement_without_bank', factsOf(bundle)));
  }
  const control = controlAccount(bundle, context);
  const contra = elementAccount(bundle);
  if (!control.ok) return control;
  if (!contra.ok) return contra;
  if (contra.value === control.value) return bothSides(bundle, contra.value);
  const posts = { element, glAccountCode: contra.value, isTaxed: bundle.gst !== 0n };
  const tax = taxOfElement(posts, context);
  if (!tax.ok) return tax;
  return succeed([
    side(bundle, { glAccountCode: control.value, sign: 1, taxType: exemptTaxType(context) }),
    {
      ...side(bundle, { glAccountCode: contra.value, sign: -1, taxType: tax.value.taxType }),
      carriesGst: tax.value.carriesGst,
    },
  ]);
}

/** Money in or out. A disbursement takes its element's account, its sign turned (ACCOUNTING 2.4). */
function postMovement(
  bundle: Bundle,
  bankAccount: BankAccount,
  context: GstContext,
): Outcome<readonly PostingSide[]> {
  const isDisbursement = bundle.element.type === 'disbursement';
  if (isDisbursement && bundle.amount > 0n && !bundle.isReversal) {
    return fail(problem('held.disbursement_positive', factsOf(bundle)));
  }
  const place = isDisbursement ? elementAccount(bundle) : controlAccount(bundle, context);
  if (!place.ok) return place;
  const bank = bankLedgerAccount(bankAccount);
  if (!bank.ok) return bank;
  const isDirect = profileOf(bundle, context) === 'direct';
  const through = isDirect ? place : clearingAccount(bundle, bankAccount, context);
  if (!through.ok) return through;
  const facing = isDirect ? bank.value : through.value;
  if (place.value === facing) return bothSides(bundle, facing);
  const landed = isDirect ? undefined : landedClearing(bundle);
  const options = landed && { ...landed, sentAccount: undefined };
  const taxType = exemptTaxType(context);
  const sign = isDisbursement ? -1 : 1;
  const opposite = isDisbursement ? 1 : -1;
  if (bundle.stream === 'bank') {
    return succeed([
      { ...side(bundle, { glAccountCode: through.value, sign, taxType }), landed },
      {
        ...side(bundle, { glAccountCode: bank.value, sign: opposite, taxType }),
        branch: '',
        department: '',
      },
    ]);
  }
  if (isDirect) return succeed([]);
  return succeed([
    { ...side(bundle, { glAccountCode: place.value, sign, taxType }), landed: options },
    { ...side(bundle, { glAccountCode: through.value, sign: opposite, taxType }), landed },
  ]);
}

/** Nothing would be left of such a posting but its rows, which would count as exported. */
function bothSides(bundle: Bundle, glAccount: string): Outcome<never> {
  return fail(problem('held.one_account_on_both_sides', { ...factsOf(bundle), glAccount }));
}

function side(
  bundle: Bundle,
  rule: Pick<PostingSide, 'glAccountCode' | 'sign' | 'taxType'>,
): PostingSide {
  const { branch, department } = bundle.segment;
  return { ...rule, branch, department, carriesGst: false };
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
