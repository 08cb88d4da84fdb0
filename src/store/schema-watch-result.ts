import type { Mode } from '../domain/settings.ts';

/** The last drift watch of an organisation; another one takes its place. */
export interface WatchResultTable {
  mode: Mode;
  tenant_id: string;
  /** Code of the entity under which the organisation was reached. */
  entity: string;
  organisation: string;
  watched_at: string;
  /** How many documents of ours were compared. */
  documents: number;
  /** What was found, as JSON; an empty list where nothing was. */
  drift: string;
}
