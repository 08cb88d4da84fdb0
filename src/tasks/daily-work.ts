import { type Outcome, succeed } from '../domain/problem.ts';
import { listConnectionFacts } from '../store/connection-reader.ts';
import { keepWatch, type WatchedOrganisation } from '../store/watch-results.ts';
import { needsKeepAlive } from './connection/days-left.ts';
import { showConnections } from './connection/show-connections.ts';
import { watchTask } from './watch.ts';
import { attempt, putOff, shouldStop, type Work } from './work.ts';
import type { WatchSummary } from './work-report.ts';

const DAY_MS = 86_400_000;

/** Whether a day has passed since an organisation was watched, or a clock was wrong then. */
export function isWatchDue({ watchedAt }: WatchedOrganisation, now: string): boolean {
  return watchedAt === undefined || Math.abs(Date.parse(now) - Date.parse(watchedAt)) >= DAY_MS;
}

/** Lists what somebody changed in an organisation, and keeps it until the next watch. */
export async function watchOnce(work: Work, watched: WatchedOrganisation): Promise<void> {
  const { context, patience, problems, tell } = work;
  const what = `the watch of entity ${watched.entity}`;
  if (patience.waitMs(what, '') > 0) return;
  const found = await attempt(() => watchAndKeep(work, watched));
  if (found.ok) {
    patience.forget(what);
    problems.delete(what);
    work.watched.set(watched.tenantId, found.value);
    tell({ kind: 'watched', watch: found.value });
  } else if (!shouldStop({ context })) {
    putOff(work, { what, standing: '', problems: found.problems });
  }
}

async function watchAndKeep(
  { context }: Work,
  { tenantId, entity }: WatchedOrganisation,
): Promise<Outcome<WatchSummary>> {
  const found = await watchTask(context, { entity });
  if (!found.ok) return found;
  const { organisation, documents, drift } = found.value;
  await keepWatch(context.store, context.act(), {
    tenantId,
    entity,
    organisation,
    documents,
    drift,
  });
  return succeed({ entity, organisation, documents, drift: drift.length });
}

/** Uses each sign-in that nobody used for a day, so that none ends unnoticed. */
export async function renewSignIns(work: Work): Promise<void> {
  const { context, patience, problems, tell } = work;
  const what = 'the renewal of sign-ins';
  const facts = await listConnectionFacts(context.store.reader, context.mode);
  const due = facts.filter((one) => needsKeepAlive(one, context.act().at));
  const standing = due.map((one) => `${one.connectionId} ${one.authorisedAt}`).join(' ');
  if (due.length === 0 || patience.waitMs(what, standing) > 0) return;
  const renewed = await attempt(() => showConnections(context, { isKeptAlive: true }));
  const failures = renewed.ok ? renewed.value.problems : renewed.problems;
  if (failures.length > 0 && !shouldStop({ context })) {
    putOff(work, { what, standing, problems: failures });
  }
  if (failures.length > 0) return;
  patience.forget(what);
  problems.delete(what);
  tell({ kind: 'renewed', connections: due.length });
}
