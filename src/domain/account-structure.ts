import type { Catalog } from './catalog.ts';
import type { OrganisationFacts } from './organisation.ts';
import { type Problem, problem } from './problem.ts';

/** What an account structure may draw on. */
export interface AccountParts {
  readonly glAccountCode: string;
  readonly branch: string;
  readonly department: string;
  readonly entity: string;
}

const GL_ACCOUNT = '[GlAccount]';
const TOKENS: Readonly<Record<string, keyof AccountParts>> = {
  [GL_ACCOUNT]: 'glAccountCode',
  '[Branch]': 'branch',
  '[Department]': 'department',
  '[Entity]': 'entity',
};
const TOKEN = /\[[^\]]*\]/g;

/** The account code sent to Xero: the structure with its tokens filled; blank = the GL account code. */
export function composeAccountCode(structure: string, parts: AccountParts): string {
  if (structure === '') return parts.glAccountCode;
  return structure.replaceAll(TOKEN, (token) => {
    const part = TOKENS[token];
    return part === undefined ? token : parts[part];
  });
}

/**
 * Codes that no structure changes, for Xero has each of them once: those of bank accounts, which may
 * stand for them by their id, and of the accounts that Xero runs itself.
 */
export function codesAsTheyAre(
  { bankAccounts }: Pick<Catalog, 'bankAccounts'>,
  { chart }: Pick<OrganisationFacts, 'chart'>,
): ReadonlySet<string> {
  const single = chart.filter((one) => one.type === 'BANK' || one.systemAccount !== '');
  return new Set([
    ...[...bankAccounts.values()].map((one) => one.xeroAccount),
    ...single.map((one) => one.glAccountCode),
  ]);
}

/** Finds the GL account behind a code as sent, whichever of the structures made it. */
export function glAccountBehind(
  structures: readonly string[],
  catalog: Pick<Catalog, 'glAccounts' | 'branches' | 'departments' | 'entities'>,
): (sentAccount: string) => string {
  const composed = structures.filter((one) => one !== '').map((one) => patternOf(one, catalog));
  return (sentAccount) => {
    for (const pattern of composed) {
      const found = pattern.exec(sentAccount)?.groups?.glAccountCode;
      if (found !== undefined) return found;
    }
    return sentAccount;
  };
}

/** The structure with every value that may stand for a token; a row may lack branch or department. */
function patternOf(
  structure: string,
  { glAccounts, branches, departments, entities }: Parameters<typeof glAccountBehind>[1],
): RegExp {
  const lists = {
    glAccountCode: glAccounts,
    branch: branches,
    department: departments,
    entity: entities,
  };
  const seen = new Set<string>();
  const tokens = structure.match(TOKEN) ?? [];
  const between = structure.split(TOKEN).map(literally);
  const values = tokens.map((token) => {
    const part = TOKENS[token];
    if (part === undefined) return literally(token);
    if (seen.has(part)) return `\\k<${part}>`;
    seen.add(part);
    const longestFirst = [...lists[part].keys()].sort((one, other) => other.length - one.length);
    const blank = part === 'branch' || part === 'department' ? [''] : [];
    return `(?<${part}>${[...longestFirst.map(literally), ...blank].join('|')})`;
  });
  return new RegExp(`^${between.map((text, index) => text + (values[index] ?? '')).join('')}$`);
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** What is wrong with a structure, in words that follow its name. */
export function structureFaults(structure: string): string[] {
  if (structure === '') return [];
  const tokens: readonly string[] = structure.match(TOKEN) ?? [];
  const unknown = tokens.filter((token) => TOKENS[token] === undefined);
  if (unknown.length > 0) return unknown.map((token) => `has the unknown part ${token}`);
  const isSound = tokens.includes(GL_ACCOUNT);
  return isSound ? [] : [`has no ${GL_ACCOUNT}, so that all lines would go to one account`];
}

/** The same as problems of a plan. */
export function checkAccountStructure(structure: string): Problem[] {
  return structureFaults(structure).map((reason) =>
    problem('account_structure.invalid', { structure, reason }),
  );
}
