import type { Generated } from 'kysely';
import type { ModeNumber, StreamNumber, Turn } from './schema-batch.ts';
import type { Flag } from './schema-subledger.ts';

/** One undoing of a batch, or of some of its documents; at most one of a batch is open. */
export interface UndoTable {
  undo_id: Generated<number>;
  batch_id: number;
  state: 'open' | 'ended';
  is_whole: Flag;
  holds_rows: Flag;
  /** Whether documents that somebody changed in Xero go too. */
  accepts_edits: Flag;
  reason: string;
  started_at: string;
  started_by: string;
  ended_at: string | null;
}

/** What an undo does to one document, committed before anything of it leaves. */
export interface UndoStepTable {
  undo_id: number;
  document_id: number;
  action: 'void' | 'delete' | 'reverse' | 'withdraw';
  state: 'planned' | 'sending' | 'done' | 'kept';
  /** The exact bytes of its element. */
  body: string | null;
  idempotency_key: string | null;
  attempts: number;
  last_active_at: string | null;
  /** As read back. */
  xero_status: string | null;
  problem: string | null;
}

/** The claim of a row that is free again: what leads from an undone line to its rows. */
export interface FreedClaimTable {
  batch_id: number;
  stream: StreamNumber;
  row_id: number;
  turn: Turn;
  bundle_key: number;
}

/** A row that an undo freed and that is not to be planned before it is released. */
export interface HeldRowTable {
  mode: ModeNumber;
  stream: StreamNumber;
  row_id: number;
  turn: Turn;
  batch_id: number;
}
