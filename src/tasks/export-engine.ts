import { createHash } from 'node:crypto';
import type { Instant } from '../domain/dates.ts';
import type { Digest } from '../domain/marker.ts';
import type { ExportEffects, Progress, XeroWire } from '../export/effects.ts';
import { exportStore } from '../store/export-store.ts';
import type { XeroClient } from '../xero/client/client.ts';
import { formatCall, formatDocument, formatEnding } from '../xero/client/document-body.ts';
import { judgeAnswer } from '../xero/client/judge.ts';
import { hasDied, ownerName, thisProcess } from './import-owner.ts';
import type { TaskContext } from './task-context.ts';

export type ProgressListener = (step: Progress) => void;

const WIRE: XeroWire = { formatDocument, formatEnding, formatCall, judgeAnswer };

const DIGEST: Digest = {
  hex: (text) => createHash('sha256').update(text).digest('hex'),
  base64Url: (text) => createHash('sha256').update(text).digest('base64url'),
};

/** The engine's effects: this store, this connection, this machine's clock. */
export function engineOn(
  context: TaskContext,
  xero: XeroClient,
  onProgress: ProgressListener = () => undefined,
): ExportEffects {
  const act = () => ({ ...context.act(), xeroAt: xero.now() });
  const store = exportStore(context.store, act);
  const now = () => context.act().at;
  return {
    store,
    xero,
    wire: WIRE,
    clock: { now },
    xeroNow: xero.now,
    ...context.time,
    shouldStop: () => context.time.shouldStop?.() ?? false,
    later: (from, milliseconds) =>
      new Date(Date.parse(from) + milliseconds).toISOString() as Instant,
    elapsedMs: (from, to) => Date.parse(to) - Date.parse(from),
    digest: DIGEST,
    owner: ownerName(thisProcess),
    hasDied,
    onProgress,
  };
}
