import type { Catalog } from '../domain/catalog.ts';
import type { LoanAccounts } from '../domain/import-row.ts';

/** What rows refer to: the catalog, the loan accounts, and two settings. */
export interface Reference {
  readonly catalog: Catalog;
  readonly loanAccounts: LoanAccounts;
  readonly useGst: boolean;
  /** Undefined while no organisation is known; then a file may have one currency of its own. */
  readonly bookCurrency: string | undefined;
}

/** The code of the entity with the item id, for a message. */
export function entityCode(catalog: Catalog, itemId: number): string {
  for (const entity of catalog.entities.values()) {
    if (entity.itemId === itemId) return entity.code;
  }
  return `#${itemId}`;
}
