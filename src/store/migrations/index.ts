import { subledgerAndBatches } from './0001-subledger-and-batches.ts';
import { connections } from './0002-connections.ts';
import { undo } from './0003-undo.ts';
import { restoredCopy } from './0004-restored-copy.ts';
import { requestLog } from './0005-request-log.ts';
import { people } from './0009-people.ts';
import { home } from './0010-home.ts';
import { xeroApps } from './0012-xero-apps.ts';
import type { Migration } from './migration.ts';

/** All steps of the schema, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  subledgerAndBatches,
  connections,
  undo,
  restoredCopy,
  requestLog,
  people,
  home,
  xeroApps,
];
