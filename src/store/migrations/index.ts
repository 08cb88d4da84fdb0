import { subledgerAndBatches } from './0001-subledger-and-batches.ts';
import { connections } from './0002-connections.ts';
import type { Migration } from './migration.ts';

/** All steps of the schema, oldest first. */
export const MIGRATIONS: readonly Migration[] = [subledgerAndBatches, connections];
