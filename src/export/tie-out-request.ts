import type { Catalog, Entity, Kept } from '../domain/catalog.ts';
import type { AccountingDate } from '../domain/dates.ts';
import type { OrganisationFacts } from '../domain/organisation.ts';
import type { GlobalSettings, Mode } from '../domain/settings.ts';

/** One organisation at a date: every entity that posts to it is added together (ACCOUNTING 4.1). */
export interface TieOutRequest {
  readonly mode: Mode;
  readonly date: AccountingDate;
  readonly catalog: Catalog;
  readonly facts: OrganisationFacts;
  /** The entities of the organisation, each with the settings in force for it. */
  readonly entities: readonly {
    readonly entity: Kept<Entity>;
    readonly settings: GlobalSettings;
  }[];
}
