import type { Bundle, EntryToPost } from '../domain/bundle.ts';
import type { Catalog, Entity, Kept } from '../domain/catalog.ts';
import type { ForeignRows } from '../domain/check-currency.ts';
import type { AccountingDate } from '../domain/dates.ts';
import type { ExportIdPattern } from '../domain/export-id.ts';
import type { OrganisationFacts } from '../domain/organisation.ts';
import type { ExportPlan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import type { GlobalSettings, Mode, Stream } from '../domain/settings.ts';
import type { CandidateQuery } from '../store/candidate-sql.ts';

/** What is asked of a plan. */
export interface PlanRequest {
  readonly mode: Mode;
  readonly entity: Kept<Entity>;
  /** In force for the entity. */
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
  readonly facts: OrganisationFacts;
  readonly upTo: AccountingDate;
  readonly streams: readonly Stream[];
  readonly pattern: ExportIdPattern;
  readonly isPreview: boolean;
}

/** A plan and the export id that it has, or would have; null when nothing waits. */
export interface PlannedExport {
  readonly exportId: string | null;
  readonly plan: ExportPlan;
  /** What the plan holds, with the rows named. */
  readonly held: readonly Problem[];
}

/** Rows that wait, as the store grouped them. */
export interface Waiting {
  readonly query: CandidateQuery;
  readonly bundles: readonly Bundle[];
  readonly entries: readonly EntryToPost[];
  readonly foreign: readonly ForeignRows[];
}
