import type { Generated } from 'kysely';
import type { Decided } from '../domain/decision.ts';

/** A decision of a person, never changed afterwards. */
export interface DecisionTable {
  decision_id: Generated<number>;
  batch_id: number;
  /** Null where it is about the whole batch. */
  document_id: number | null;
  decided: Decided;
  /** What stands for the document in Xero from then on. */
  xero_id: string | null;
  reason: string;
  actor: string;
  at: string;
  /** The documents that Xero showed at that moment. */
  shown: string;
}
