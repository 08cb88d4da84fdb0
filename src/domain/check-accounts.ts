import type { LineOptions } from './bundle.ts';
import type { Catalog } from './catalog.ts';
import type { DocumentKind } from './found-document.ts';
import { gstRateOf } from './gst.ts';
import type { ChartAccount, OrganisationFacts } from './organisation.ts';
import type { PlanInput } from './plan-input.ts';
import type { PlannedLine } from './planned-document.ts';
import { type Problem, problem } from './problem.ts';

/** System accounts on which a ready-made entry passes, with a warning (ACCOUNTING 2.8). */
const TOLERATED = ['GST', 'GSTONIMPORTS', 'ROUNDING', 'HISTORICAL'];
/** An element of rate 100 is all GST and belongs on the GST account (ACCOUNTING 2.7). */
const ALL_GST = 10_000;

/** What the checks look at of a document. */
export interface CheckedDocument {
  readonly kind: DocumentKind;
  readonly lines: readonly (LineOptions &
    Pick<PlannedLine, 'sentAccount' | 'taxType' | 'description'>)[];
  readonly bank: { readonly sentAccount: string } | undefined;
}

type Against = Pick<PlanInput, 'facts' | 'catalog'>;

/** How a plan uses one account: as line of which documents, with which tax types, for what. */
interface AccountUse {
  readonly sentAccount: string;
  readonly kind: DocumentKind | 'bankSide';
  readonly taxTypes: Set<string>;
  readonly uses: Set<string>;
}

/** Accounts missing, archived or of the wrong kind; tax types unknown or not allowed on them. */
export function checkAccounts(input: Against, documents: readonly CheckedDocument[]): Problem[] {
  const chart = new Map<string, ChartAccount>();
  for (const one of input.facts.chart) {
    if (one.glAccountCode !== '') chart.set(one.glAccountCode, one);
    chart.set(one.accountId, one);
  }
  const uses = collectUses(documents);
  const accountProblems = uses.flatMap((use) => checkUse(use, chart.get(use.sentAccount), input));
  return [...onePerAccount(accountProblems), ...checkTaxTypes(uses, chart, input)];
}

/** An account that is missing is so once, whichever kinds of document use it. */
function onePerAccount(problems: readonly Problem[]): Problem[] {
  const keyOf = ({ code, facts }: Problem) => `${code} ${facts.glAccount}`;
  return [...new Map(problems.toReversed().map((one) => [keyOf(one), one])).values()].toReversed();
}

function collectUses(documents: readonly CheckedDocument[]): AccountUse[] {
  const uses = new Map<string, AccountUse>();
  const useOf = (sentAccount: string, kind: AccountUse['kind']) => {
    const key = `${kind} ${sentAccount}`;
    const use = uses.get(key) ?? { sentAccount, kind, taxTypes: new Set(), uses: new Set() };
    uses.set(key, use);
    return use;
  };
  for (const { kind, lines, bank } of documents) {
    for (const line of lines) {
      const use = useOf(line.sentAccount, kind);
      use.taxTypes.add(line.taxType);
      if (use.uses.size < 3) use.uses.add(line.description);
    }
    if (bank !== undefined) useOf(bank.sentAccount, 'bankSide').uses.add('bank transactions');
  }
  return [...uses.values()];
}

function checkUse(
  use: AccountUse,
  found: ChartAccount | undefined,
  { facts, catalog }: Against,
): Problem[] {
  const base = {
    glAccount: use.sentAccount,
    organisation: facts.organisation.name,
    uses: [...use.uses].join(', '),
  };
  if (found === undefined) return [problem('gl_account.not_in_xero', base)];
  if (!found.isActive) return [problem('gl_account.archived', base)];
  const isBank = found.type === 'BANK';
  if (use.kind === 'bankSide') {
    return isBank
      ? checkBankCurrency(found, facts)
      : [problem('gl_account.not_a_bank_account', base)];
  }
  if (isBank) return [problem('gl_account.is_bank_account', base)];
  const { systemAccount } = found;
  return systemAccount === '' || isTolerated(found, catalog)
    ? []
    : [problem('gl_account.is_system_account', { ...base, systemAccount })];
}

/** A system account that ready-made entries may use, and loan transactions do not. */
export function isTolerated(
  { glAccountCode, systemAccount }: ChartAccount,
  catalog: Catalog,
): boolean {
  return TOLERATED.includes(systemAccount) && !isOfLoans(glAccountCode, catalog);
}

/** Xero would take the figures of the books as so much of the bank account's currency. */
export function checkBankCurrency(
  { glAccountCode, accountId, currency }: ChartAccount,
  { organisation }: Pick<OrganisationFacts, 'organisation'>,
): Problem[] {
  const { name, baseCurrency } = organisation;
  if (currency === '' || currency === baseCurrency) return [];
  const facts = { glAccount: glAccountCode || accountId, organisation: name };
  return [problem('bank_account.other_currency', { ...facts, currency, baseCurrency })];
}

/** Whether loan transactions post to the account, other than GST itself. */
function isOfLoans(glAccountCode: string, { elements, accountTypes }: Catalog): boolean {
  const ofElements = [...elements.values()]
    .filter((one) => gstRateOf(one) !== ALL_GST)
    .flatMap((one) => [one.glAccount, ...Object.values(one.glAccountByEntity)]);
  const ofTypes = [...accountTypes.values()].flatMap((one) => [
    one.controlAccount,
    ...Object.values(one.controlAccountByEntity),
  ]);
  return [...ofElements, ...ofTypes].includes(glAccountCode);
}

function checkTaxTypes(
  uses: readonly AccountUse[],
  chart: ReadonlyMap<string, ChartAccount>,
  { facts }: Against,
): Problem[] {
  const unknown = new Map<string, Set<string>>();
  const pairs: Problem[] = [];
  for (const use of uses) {
    const found = chart.get(use.sentAccount);
    for (const taxType of use.taxTypes) {
      const rate = facts.taxRates.find((one) => one.taxType === taxType && one.isActive);
      if (rate === undefined) {
        unknown.set(taxType, new Set([...(unknown.get(taxType) ?? []), ...use.uses]));
      } else if (found !== undefined && !rate.appliesTo[found.accountClass]) {
        const { accountClass } = found;
        const text = [...use.uses].join(', ');
        pairs.push(
          problem('tax_type.not_on_account', {
            taxType,
            glAccount: use.sentAccount,
            accountClass,
            uses: text,
          }),
        );
      }
    }
  }
  const organisation = facts.organisation.name;
  const missing = [...unknown].map(([taxType, texts]) =>
    problem('tax_type.unknown', { taxType, organisation, uses: [...texts].slice(0, 3).join(', ') }),
  );
  return [...missing, ...pairs];
}
