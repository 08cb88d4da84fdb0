import type { Cents } from '../domain/money.ts';
import type { Mode } from '../domain/settings.ts';

/** What one tie-out came to. */
export interface TieOutResultTable {
  mode: Mode;
  /** Code of the entity for which it was asked. */
  entity: string;
  made_at: string;
  /** YYYY-MM-DD: the day at which both sides were compared. */
  date: string;
  made_by: string;
  /** How many accounts were compared. */
  accounts: number;
  unexplained_cents: Cents;
}
