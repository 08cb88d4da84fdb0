import type { Instant } from '../../domain/dates.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { type ConnectionFacts, namesOf } from '../../store/connection-reader.ts';

/** An authorisation that nobody uses lives so long. https://developer.xero.com/faq/oauth2 */
export const REFRESH_LIFE_DAYS = 60;

const WARN_DAYS = 7;
const DAY_MS = 86_400_000;

/** Days, the last one begun, until an unused authorisation ends; undefined where none can end by itself. */
export function daysLeft({ refreshedAt }: ConnectionFacts, now: Instant): number | undefined {
  if (refreshedAt === undefined) return undefined;
  const unusedDays = (Date.parse(now) - Date.parse(refreshedAt)) / DAY_MS;
  return Math.min(REFRESH_LIFE_DAYS, Math.max(0, Math.ceil(REFRESH_LIFE_DAYS - unusedDays)));
}

/** Whether a day has passed since the tokens were renewed, or a clock was wrong then. */
export function needsKeepAlive({ refreshedAt, endReason }: ConnectionFacts, now: Instant): boolean {
  if (refreshedAt === undefined || endReason !== undefined) return false;
  return Math.abs(Date.parse(now) - Date.parse(refreshedAt)) >= DAY_MS;
}

/** A warning while seven days or fewer are left. */
export function endsSoon(connection: ConnectionFacts, now: Instant): Problem[] {
  const days = daysLeft(connection, now);
  if (days === undefined || days > WARN_DAYS || connection.endReason !== undefined) return [];
  return [problem('connection.ends_soon', { ...namesOf(connection), days })];
}
