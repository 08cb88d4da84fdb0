import { codesAsTheyAre } from './account-structure.ts';
import type { Bundle, EntryToPost } from './bundle.ts';
import type { Catalog, Entity } from './catalog.ts';
import type { ForeignRows } from './check-currency.ts';
import type { AccountingDate } from './dates.ts';
import { lockedUpTo } from './locks.ts';
import type { Digest } from './marker.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { PlacingContext } from './placing.ts';
import type { FormatDocument } from './planned-document.ts';
import type { GlobalSettings, Stream } from './settings.ts';

/** All that a plan depends on; the same input gives the same bytes. */
export interface PlanInput {
  readonly exportId: string;
  readonly entity: Entity;
  /** The settings in force for the entity. */
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
  readonly facts: OrganisationFacts;
  readonly upTo: AccountingDate;
  /** The end of our own last closed accounting period. */
  readonly closedUpTo: AccountingDate | undefined;
  readonly streams: readonly Stream[];
  readonly bundles: readonly Bundle[];
  readonly entries: readonly EntryToPost[];
  /** Among them, rows that their file states in another currency. */
  readonly foreign: readonly ForeignRows[];
  readonly digest: Digest;
  readonly format: FormatDocument;
}

/** What decides where the postings of a plan land. */
export function placingContext(
  input: Pick<PlanInput, 'entity' | 'settings' | 'catalog' | 'upTo' | 'facts' | 'closedUpTo'>,
): PlacingContext {
  const { entity, settings, catalog, upTo, facts, closedUpTo } = input;
  const locked = lockedUpTo(
    facts.organisation,
    settings.useAccountingPeriods ? closedUpTo : undefined,
  );
  const asTheyAre = codesAsTheyAre(catalog, facts);
  return { entity: entity.code, settings, asTheyAre, upTo, lockedUpTo: locked };
}
