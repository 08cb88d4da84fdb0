import type { ImportKind } from '../domain/import-row.ts';

interface KindColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** The columns of each kind of file under their fixed names; an amount comes on top. */
const COLUMNS: Readonly<Record<ImportKind, KindColumns>> = {
  accounts: {
    required: [
      'account_id',
      'client_id',
      'client_name',
      'account_type',
      'entity',
      'branch',
      'department',
    ],
    optional: ['gst_exempt'],
  },
  transactions: {
    required: ['transaction_id', 'date', 'account_id', 'element'],
    optional: [
      'gst',
      'reference',
      'description',
      'entered_at',
      'bank_account',
      'bank_group',
      'reversal_of',
      'source',
      'version',
      'currency',
    ],
  },
  journals: {
    required: ['entry_id', 'date', 'entity', 'gl_account'],
    optional: [
      'branch',
      'department',
      'gst_code',
      'description',
      'narration',
      'entered_at',
      'source',
      'version',
    ],
  },
};

const AMOUNT_COLUMNS = ['amount', 'debit', 'credit'];

/** All names that a file of the kind may use. */
export function knownColumns(kind: ImportKind): string[] {
  const { required, optional } = COLUMNS[kind];
  return kind === 'accounts'
    ? [...required, ...optional]
    : [...required, ...AMOUNT_COLUMNS, ...optional];
}

/** The column that a heading of our own shape means, "Account ID" account_id; others as they stand. */
export function columnMeant(kind: ImportKind, heading: string): string {
  const name = heading.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return knownColumns(kind).includes(name) ? name : heading;
}

/** The names that are needed and not given; an amount, or debit and credit, is needed too. */
export function missingColumns(kind: ImportKind, given: readonly string[]): string[] {
  const missing = COLUMNS[kind].required.filter((name) => !given.includes(name));
  if (kind === 'accounts' || given.includes('amount')) return missing;
  const sides = ['debit', 'credit'].filter((side) => !given.includes(side));
  return [...missing, ...(sides.length === 2 ? ['amount'] : sides)];
}

/** The kind of file whose header this is, where it is not one of `kind`. */
export function otherKind(kind: ImportKind, header: readonly string[]): ImportKind | undefined {
  if (missingColumns(kind, header).length === 0) return undefined;
  const kinds: readonly ImportKind[] = ['accounts', 'transactions', 'journals'];
  return kinds.find((other) => missingColumns(other, header).length === 0);
}

/** True where an amount would come two ways. */
export function hasBothAmounts(given: readonly string[]): boolean {
  return given.includes('amount') && (given.includes('debit') || given.includes('credit'));
}
