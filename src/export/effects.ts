import type { Clock, Instant } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Digest } from '../domain/marker.ts';
import type { FormatDocument } from '../domain/planned-document.ts';
import type { ExportStore } from '../store/export-store.ts';
import type { XeroClient } from '../xero/client/client.ts';
import type { Ending } from '../xero/client/document-body.ts';
import type { HttpAnswer } from '../xero/client/http-answer.ts';
import type { CallJudgement } from '../xero/client/judge.ts';
import type { SentDocument } from '../xero/client/judge-elements.ts';

/** Everything of the world that the engine touches; tests wrap these to make them fail. */
export interface ExportEffects {
  readonly store: ExportStore;
  readonly xero: XeroClient;
  readonly wire: XeroWire;
  readonly clock: Clock;
  /** The present moment by Xero's clock: what left, and when, counts by it, whatever ours does. */
  xeroNow(): Instant;
  /** Milliseconds of a clock that is never set; only it decides whether an idempotency key lives. */
  monotonicMs(): number;
  wait(milliseconds: number): Promise<void>;
  /** Whether somebody asked to stop: no call is begun any more, and a wait ends at once. */
  shouldStop(): boolean;
  later(from: Instant, milliseconds: number): Instant;
  elapsedMs(from: Instant, to: Instant): number;
  readonly digest: Digest;
  /** Names this worker in leases. */
  readonly owner: string;
  /** Whether the worker of a lease surely runs no more. */
  hasDied(owner: string): boolean;
  /** Told of each step of a long act. */
  readonly onProgress: (step: Progress) => void;
}

/** How far a long act has come. */
export interface Progress {
  readonly doing: string;
  readonly done: number;
  readonly of: number;
  /** Where nothing but time passes until the next step. */
  readonly waitsMs?: number;
}

/** Xero's shapes, made and judged by the client's pure functions. */
export interface XeroWire {
  readonly formatDocument: FormatDocument;
  formatEnding(ending: Ending): string;
  formatCall(kind: DocumentKind, bodies: readonly string[]): string;
  judgeAnswer(answer: HttpAnswer, sent: readonly SentDocument[]): CallJudgement;
}
