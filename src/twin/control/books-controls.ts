import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  createOrganisation,
  findOrganisation,
  listOrganisations,
  type OrganisationRow,
} from '../books/organisations.ts';
import { run } from '../database/statements.ts';
import { listApps } from '../identity/apps.ts';
import { connect } from '../identity/connections.ts';
import { letEverybodyIn, listPeople } from '../identity/people.ts';
import { chartOf, SEEDS } from '../seeds/plant-seed.ts';
import { isCalendarDate } from '../wire/dates.ts';
import { type Control, ControlRefusal, type Given } from './control.ts';
import { SetUp, setUp } from './set-up.ts';

const CalendarDate = z.string().refine(isCalendarDate, 'is no calendar date');

const NewOrganisation = z.strictObject({
  name: z.string().min(1),
  country: z.enum(['NZ', 'AU', 'GB', 'GLOBAL']).default('NZ'),
  baseCurrency: z.string().length(3).optional(),
  financialYearEnd: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .optional(),
  seed: z.enum(SEEDS).default('empty'),
  /** Connects it to the custom app's person as well. */
  connect: z.boolean().default(false),
});

const LockDates = z.strictObject({
  periodLockDate: CalendarDate.nullable().optional(),
  endOfYearLockDate: CalendarDate.nullable().optional(),
});

const OrganisationState = z.strictObject({ isOffline: z.boolean() });

/** What only Xero itself or a person in Xero can change. */
export const booksControls: Control[] = [
  {
    method: 'GET',
    path: '/organisations',
    act: ({ databases }) => listOrganisations(databases.books).map(describeOrganisation),
  },
  { method: 'POST', path: '/organisations', act: addOrganisation },
  {
    method: 'POST',
    path: '/organisations/:tenantId/set-up',
    act: (given) => {
      const { books } = given.databases;
      const place = { books, organisation: organisationOf(given), now: given.now };
      return setUp(place, SetUp.parse(given.body));
    },
  },
  { method: 'PUT', path: '/organisations/:tenantId/lock-dates', act: changeLockDates },
  {
    method: 'PUT',
    path: '/organisations/:tenantId/state',
    act: (given) => {
      const { isOffline } = OrganisationState.parse(given.body);
      const { tenant_id: tenantId } = organisationOf(given);
      const sql = 'update organisation set is_offline = ? where tenant_id = ?';
      run(given.databases.books, sql, isOffline ? 1 : 0, tenantId);
    },
  },
];

function describeOrganisation(row: OrganisationRow): object {
  return {
    tenantId: row.tenant_id,
    name: row.name,
    country: row.country,
    baseCurrency: row.base_currency,
    periodLockDate: row.period_lock_date,
    endOfYearLockDate: row.year_lock_date,
    isOffline: row.is_offline === 1,
  };
}

export function organisationOf(given: Given): OrganisationRow {
  const tenantId = given.params.tenantId ?? '';
  const organisation = findOrganisation(given.databases.books, tenantId);
  if (organisation === undefined) throw new ControlRefusal(`No organisation ${tenantId}.`);
  return organisation;
}

function addOrganisation({ body, databases, now }: Given): object {
  const { connect: isConnected, seed, ...wanted } = NewOrganisation.parse(body);
  const { books } = databases;
  const tenantId = createOrganisation(books, { ...wanted, chart: chartOf(seed), now });
  letEverybodyIn(books, tenantId);
  const app = listApps(books).find(({ kind }) => kind === 'custom');
  const [person] = listPeople(books);
  if (isConnected && app !== undefined && person !== undefined) {
    const link = { clientId: app.client_id, userId: person.user_id };
    connect(books, { ...link, tenantId, authEventId: randomUUID(), now });
  }
  return { tenantId };
}

function changeLockDates(given: Given): object {
  const wanted = LockDates.parse(given.body);
  const organisation = organisationOf(given);
  const { endOfYearLockDate, periodLockDate } = wanted;
  run(
    given.databases.books,
    'update organisation set period_lock_date = ?, year_lock_date = ? where tenant_id = ?',
    periodLockDate === undefined ? organisation.period_lock_date : periodLockDate,
    endOfYearLockDate === undefined ? organisation.year_lock_date : endOfYearLockDate,
    organisation.tenant_id,
  );
  return wanted;
}
