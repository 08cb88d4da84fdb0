import type { Call, Endpoint } from '../calls/call.ts';
import type { Role } from '../identity/people.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { msMoment } from '../wire/dates.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const NAME = 'Users';

interface UserRow {
  user_id: string;
  email: string;
  first_name: string;
  last_name: string;
  role: Role;
  is_subscriber: number;
  updated_at: number;
}

/** Whoever came first pays for the organisation. */
const USERS = `(select m.tenant_id, p.user_id, p.email, m.role, o.created_at updated_at,
    substr(p.name, 1, instr(p.name || ' ', ' ') - 1) first_name,
    substr(p.name, instr(p.name || ' ', ' ') + 1) last_name,
    m.rowid = (select min(rowid) from membership where tenant_id = m.tenant_id) is_subscriber
  from membership m join person p using (user_id) join organisation o using (tenant_id))`;

const FIELDS = queryFields({
  UserID: { sql: 'user_id', kind: 'text' },
  EmailAddress: { sql: 'email', kind: 'text' },
  FirstName: { sql: 'first_name', kind: 'text' },
  LastName: { sql: 'last_name', kind: 'text' },
  IsSubscriber: { sql: 'is_subscriber', kind: 'boolean' },
  UpdatedDateUTC: { sql: 'updated_at', kind: 'moment' },
});

/** https://developer.xero.com/documentation/api/accounting/users */
export const userEndpoints: Endpoint[] = [
  { method: 'GET', path: '/Users', resource: NAME, answer: listUsers },
  { method: 'GET', path: '/Users/:id', resource: NAME, answer: oneUser },
];

function listUsers(call: Call): Answer {
  return usersAnswer(call, usersOf(call));
}

function oneUser(call: Call): Answer {
  const wanted = call.params.id?.toLowerCase();
  const found = usersOf(call).filter(({ user_id: userId }) => userId === wanted);
  if (found.length === 0) throw notFound();
  return usersAnswer(call, found);
}

function usersOf(call: Call): UserRow[] {
  const listing = { table: USERS, idColumn: 'user_id', fields: FIELDS, hasPages: false };
  return listRows<UserRow>(call, listing).rows;
}

/** Xero's API knows fewer roles than its pages. */
const ROLES: Record<Role, string> = {
  adviser: 'FINANCIALADVISER',
  standardWithReports: 'STANDARD',
  standard: 'STANDARD',
  readOnly: 'READONLY',
};

function usersAnswer(call: Call, rows: UserRow[]): Answer {
  const elements = rows.map((row) =>
    JSON.stringify({
      UserID: row.user_id,
      EmailAddress: row.email,
      FirstName: row.first_name,
      LastName: row.last_name,
      UpdatedDateUTC: msMoment(row.updated_at),
      IsSubscriber: row.is_subscriber === 1,
      OrganisationRole: ROLES[row.role],
    }),
  );
  return envelopeAnswer(call, { name: NAME, elements });
}
