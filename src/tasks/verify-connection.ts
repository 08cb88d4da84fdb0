import type { AccountingDate } from '../domain/dates.ts';
import type { Contact } from '../domain/organisation.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import { type ConnectionFacts, findConnectionFacts } from '../store/connection-reader.ts';
import { scopeNames } from '../xero/client/scopes.ts';
import type { ConnectedOrganisation } from './connect-organisation.ts';
import { ownerOf } from './connection/access.ts';
import { daysLeft } from './connection/days-left.ts';
import { settingsInForce } from './settings-in-force.ts';
import type { TaskContext } from './task-context.ts';
import { lineOf, type VerifyLine } from './verify-line.ts';
import { organisationLines, tryOrganisation } from './verify-organisation.ts';

/** What `verify --json` prints. */
export interface VerifyReport {
  readonly passed: boolean;
  /** In test mode all of it is said of the twin, and nothing of the real organisation. */
  readonly mode: Mode;
  readonly lines: readonly VerifyLine[];
  readonly contacts: readonly Contact[];
}

/** Tries everything that an export needs, and changes nothing. */
export async function verifyConnection(
  context: TaskContext,
  entity: string | undefined,
): Promise<VerifyReport> {
  const inForce = await settingsInForce(context, entity);
  if (!inForce.ok) return reportOf(context, [lineOf('Settings', '', inForce.problems)]);
  const connected = await context.connect(entity);
  if (!connected.ok) return reportOf(context, [lineOf('Sign-in', '', connected.problems)]);
  const { client, tenantId } = connected.value;
  const today = context.act().at.slice(0, 10) as AccountingDate;
  const readings = await tryOrganisation(client, tenantId, today);
  const lines = [
    ...(await connectionLines(context, connected.value, entity ?? '')),
    ...organisationLines(inForce.value, readings),
  ];
  return reportOf(context, lines, readings.contacts.ok ? readings.contacts.value : []);
}

function reportOf(
  { mode }: TaskContext,
  lines: readonly VerifyLine[],
  contacts: readonly Contact[] = [],
): VerifyReport {
  const active = contacts.filter(({ isActive }) => isActive);
  return { passed: lines.every(({ passed }) => passed), mode, lines, contacts: active };
}

/** Who allowed what; the twin's own app needs nobody to allow it. */
async function connectionLines(
  context: TaskContext,
  { organisationName }: ConnectedOrganisation,
  entity: string,
): Promise<VerifyLine[]> {
  const { mode, store } = context;
  const key = { mode, entity: await ownerOf(context, entity) };
  const connection = await findConnectionFacts(store.reader, key);
  const place = mode === 'test' ? 'the twin, not Xero' : 'Xero';
  const text = `signed in to ${place}; it reaches ${organisationName}`;
  if (connection === undefined) return [lineOf('Sign-in', text, [])];
  const days = daysLeft(connection, context.act().at);
  const by = connection.authorisedBy === '' ? '' : `, allowed by ${connection.authorisedBy}`;
  const left = days === undefined ? '' : `, ends in ${days} days unless it is used`;
  return [lineOf('Sign-in', `${text}${by}${left}`, []), scopesLine(connection)];
}

function scopesLine({ grant, scopeSet, scopes }: ConnectionFacts): VerifyLine {
  const wanted = scopeNames(grant, scopeSet);
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  const problems: Problem[] =
    missing.length === 0
      ? []
      : [problem('connection.scopes_missing', { scopes: missing.join(' ') })];
  return lineOf('Scopes', `all ${wanted.length} that are needed`, problems);
}
