import type { Entity } from '../../domain/catalog.ts';
import { formatCents } from '../../domain/money.ts';
import { type Outcome, type Problem, succeed } from '../../domain/problem.ts';
import { type ExportBatch, listBatches } from '../../store/batch-reader.ts';
import { loadCatalog } from '../../store/catalog-reader.ts';
import { loadExportedMonths } from '../../store/exported-months.ts';
import { countHeldRows } from '../../store/held-counts.ts';
import { lastTieOuts, type TieOutResult } from '../../store/tie-out-results.ts';
import { type ShownConnection, showConnections } from '../connection/show-connections.ts';
import { type BatchSummary, summaryOf } from '../show-exports.ts';
import type { TaskContext } from '../task-context.ts';
import { type Attention, attentionOfBatch, attentionOfTieOut } from './attention.ts';

const MOST_EXPORTS = 5;

/** What somebody who comes in looks at first, of one entity. */
export interface EntityHome {
  readonly entity: string;
  readonly description: string;
  /** Null where there is none: in test mode the twin stands in. */
  readonly connection: {
    readonly organisation: string;
    readonly authorisedBy: string;
    /** Null where it cannot end by itself. */
    readonly daysLeft: number | null;
    readonly endReason: string | null;
    /** False where it is that of the global settings. */
    readonly isOwn: boolean;
  } | null;
  readonly lastExports: readonly BatchSummary[];
  readonly attention: readonly Attention[];
  /** The last one made. */
  readonly tieOut: {
    readonly date: string;
    readonly madeAt: string;
    readonly accounts: number;
    readonly unexplained: string;
  } | null;
}

export interface Home {
  readonly entities: readonly EntityHome[];
  /** Of the connections. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Everything but what waits, which may take longer to count. */
export async function showHomeTask(context: TaskContext): Promise<Outcome<Home>> {
  const { mode } = context;
  const { reader } = context.store;
  const shown = await showConnections(context, { isKeptAlive: false });
  if (!shown.ok) return shown;
  const { connections, problems, warnings } = shown.value;
  const { entities } = await loadCatalog(reader);
  const seen = {
    mode,
    connections,
    batches: await listBatches(reader, mode),
    held: await countHeldRows(reader, mode),
    tieOuts: await lastTieOuts(reader, mode),
  };
  return succeed({
    entities: [...entities.values()].map((entity) => homeOf(entity, seen)),
    problems,
    warnings,
  });
}

interface Seen {
  readonly mode: TaskContext['mode'];
  readonly connections: readonly ShownConnection[];
  readonly batches: readonly ExportBatch[];
  readonly held: ReadonlyMap<number, number>;
  readonly tieOuts: ReadonlyMap<string, TieOutResult>;
}

function homeOf({ code, description, clientId }: Entity, seen: Seen): EntityHome {
  const own = seen.batches.filter(({ entity }) => entity === code);
  const tieOut = seen.tieOuts.get(code);
  const overrides = seen.mode === 'production' && clientId !== '';
  const connection =
    seen.connections.find(({ entity }) => entity === code) ??
    seen.connections.find(({ entity }) => entity === '' && !overrides);
  const ofBatches = own.flatMap((one) => attentionOfBatch(one, seen.held.get(one.batchId) ?? 0));
  return {
    entity: code,
    description,
    connection: connection === undefined ? null : connectionOf(connection),
    lastExports: own.slice(0, MOST_EXPORTS).map(summaryOf),
    attention: [...attentionOfTieOut(tieOut), ...ofBatches],
    tieOut: tieOut === undefined ? null : tieOutOf(tieOut),
  };
}

function connectionOf(one: ShownConnection): EntityHome['connection'] {
  return {
    organisation: one.organisationName,
    authorisedBy: one.authorisedBy,
    daysLeft: one.daysLeft ?? null,
    endReason: one.endReason ?? null,
    isOwn: one.entity !== '',
  };
}

function tieOutOf({ date, madeAt, accounts, unexplained }: TieOutResult): EntityHome['tieOut'] {
  return { date, madeAt, accounts, unexplained: formatCents(unexplained) };
}

/** What was exported in one month of one entity, as text. */
export interface MonthSummary {
  readonly entity: string;
  readonly month: string;
  readonly documents: number;
  readonly total: string;
}

/** Totals by month of what stands in Xero, the oldest first. */
export async function exportedMonthsTask({
  store,
  mode,
}: TaskContext): Promise<{ months: MonthSummary[] }> {
  const months = await loadExportedMonths(store.reader, mode);
  return { months: months.map(({ total, ...rest }) => ({ ...rest, total: formatCents(total) })) };
}
