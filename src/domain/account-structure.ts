import { type Problem, problem } from './problem.ts';

/** What an account structure may draw on. */
export interface AccountParts {
  readonly glAccountCode: string;
  readonly branch: string;
  readonly department: string;
  readonly entity: string;
}

const TOKENS: Readonly<Record<string, keyof AccountParts>> = {
  '[GlAccount]': 'glAccountCode',
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

/** Every unknown token of a structure. */
export function checkAccountStructure(structure: string): Problem[] {
  return [...structure.matchAll(TOKEN)]
    .map(([token]) => token)
    .filter((token) => TOKENS[token] === undefined)
    .map((token) => problem('account_structure.invalid', { structure, token }));
}
