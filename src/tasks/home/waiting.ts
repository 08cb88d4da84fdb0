import { setImmediate as nextTurn } from 'node:timers/promises';
import { loadCatalog, loadSettings } from '../../store/catalog-reader.ts';
import {
  lastAcceptedRow,
  loadWaitingDays,
  type WaitingDay,
  waitingState,
} from '../../store/waiting-days.ts';
import type { TaskContext } from '../task-context.ts';

/** Some milliseconds of reading; between two blocks everybody else has a turn. */
const ROWS_AT_ONCE = 4_000;

type Context = Pick<TaskContext, 'store' | 'mode'>;

/** Counts what waits by entity and day; the oldest day first. */
export type WaitingCounter = (context: Context) => Promise<readonly WaitingDay[]>;

/**
 * Counts anew only when something was imported, planned, undone or configured since; whoever asks
 * meanwhile waits for the count that is under way.
 */
export function createWaitingCounter(): WaitingCounter {
  const kept = new Map<string, { state: string; days: ReturnType<WaitingCounter> }>();
  return async (context) => {
    const { mode } = context;
    const state = await stateOf(context);
    const known = kept.get(mode);
    if (known?.state === state) return known.days;
    const days = count(context);
    kept.set(mode, { state, days });
    days.catch(() => kept.delete(mode));
    return days;
  };
}

async function stateOf({ store, mode }: Context): Promise<string> {
  const { streams } = await loadSettings(store.reader);
  const { elements, entities } = await loadCatalog(store.reader);
  const silent = [...elements.values()].filter(({ summaryType }) => summaryType === 'none');
  const starts = [...entities.values()].map(({ code, startDate }) => [code, startDate]);
  const configured = JSON.stringify([streams, silent.map(({ code }) => code), starts]);
  return `${configured} ${await waitingState(store.reader, mode)}`;
}

async function count({ store, mode }: Context): Promise<WaitingDay[]> {
  const { reader } = store;
  const { streams } = await loadSettings(reader);
  const catalog = await loadCatalog(reader);
  const last = await lastAcceptedRow(reader);
  const days = new Map<string, WaitingDay>();
  for (let from = 1; from <= last; from += ROWS_AT_ONCE) {
    const to = Math.min(last, from + ROWS_AT_ONCE - 1);
    for (const day of await loadWaitingDays(reader, { mode, streams, catalog, from, to })) {
      const key = `${day.date} ${day.entity}`;
      days.set(key, { ...day, rows: day.rows + (days.get(key)?.rows ?? 0) });
    }
    await nextTurn();
  }
  return [...days.values()].sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** What waits of one entity, by how old it is. */
export interface WaitingSummary {
  readonly entity: string;
  readonly rows: number;
  readonly oldest: string | null;
  /** Rows by age in days; the last one has no end. */
  readonly ages: readonly { readonly upToDays: number | null; readonly rows: number }[];
}

/** What waits of every entity, and of each of the last days on which anything waits. */
export async function showWaitingTask(
  context: TaskContext,
  counter: WaitingCounter,
): Promise<{ entities: WaitingSummary[]; days: readonly WaitingDay[] }> {
  const all = await counter(context);
  const { entities } = await loadCatalog(context.store.reader);
  const today = context.act().at.slice(0, 10);
  const first = [...new Set(all.map(({ date }) => date))].slice(-MOST_DAYS)[0] ?? '';
  return {
    entities: [...entities.keys()].map((entity) => {
      const own = all.filter((day) => day.entity === entity);
      return { entity, ...summarise(own, today) };
    }),
    days: all.filter(({ date }) => date >= first),
  };
}

const MOST_DAYS = 31;
const AGES = [7, 30, 90, Number.POSITIVE_INFINITY];
const DAY_MS = 86_400_000;

/** Rows dated in the future count as young. */
function summarise(days: readonly WaitingDay[], today: string): Omit<WaitingSummary, 'entity'> {
  const ageOf = (date: string) => (Date.parse(today) - Date.parse(date)) / DAY_MS;
  const limitOf = (date: string) => AGES.find((most) => ageOf(date) <= most);
  return {
    rows: sumRows(days),
    oldest: days[0]?.date ?? null,
    ages: AGES.map((most) => ({
      upToDays: Number.isFinite(most) ? most : null,
      rows: sumRows(days.filter(({ date }) => limitOf(date) === most)),
    })),
  };
}

function sumRows(days: readonly WaitingDay[]): number {
  return days.reduce((sum, { rows }) => sum + rows, 0);
}
