import {
  DEFAULT_PAGE_SIZE,
  MAX_PAGE_SIZE,
  MAX_UNOPTIMISED_RECORDS,
} from '../../xero/contract/limits.ts';
import type { Call } from '../calls/call.ts';
import { all, first } from '../database/statements.ts';
import { message } from '../messages.ts';
import { emptyAnswer, queryInvalid, Refusal, validationRefusal } from '../wire/answers.ts';
import type { Page } from '../wire/envelope.ts';
import { type QueryFields, type SqlCondition, whereToSql } from './where-to-sql.ts';

export interface Listing {
  table: string;
  /** The id column, and last key of every order. */
  idColumn: string;
  fields: QueryFields;
  /** Conditions beside those of the request. */
  conditions?: SqlCondition[];
  defaultOrder?: string;
  /** False for a resource that ignores `page`. */
  hasPages?: boolean;
  /** False for a resource that knows no moment of change. */
  hasModified?: boolean;
  /** Whether new rows stay invisible for the behaviour `listDelayMs`. */
  isDelayed?: boolean;
}

export interface ListedRows<Row> {
  rows: Row[];
  /** Undefined where the request had no page. */
  pagination: Page | undefined;
}

/** Reads the rows that `where`, `order`, `page`, `pageSize` and `If-Modified-Since` ask for. */
export function listRows<Row>(call: Call, listing: Listing): ListedRows<Row> {
  const condition = allOf(call, listing);
  const from = `from ${listing.table} where ${condition.sql}`;
  const orderBy = `order by ${orderToSql(call, listing)}`;
  const itemCount = countRows(call, from, condition);
  const page = listing.hasPages === false ? undefined : requestedPage(call, itemCount);
  if (page === undefined) {
    if (itemCount > MAX_UNOPTIMISED_RECORDS) throw validationRefusal(message('tooManyRecords'));
    const rows = all<Row>(call.books, `select * ${from} ${orderBy}`, ...condition.values);
    return { rows, pagination: undefined };
  }
  const rows = all<Row>(
    call.books,
    `select * ${from} ${orderBy} limit ? offset ?`,
    ...condition.values,
    page.pageSize,
    (page.page - 1) * page.pageSize,
  );
  return { rows, pagination: page };
}

/** What a parameter with a comma-separated list asks of a column; ids are matched in any case. */
export function listedIn(call: Call, parameter: string, column: string): SqlCondition[] {
  const given = call.query.get(parameter.toLowerCase());
  if (given === undefined || given === '') return [];
  const isId = column.endsWith('_id');
  const values = given.split(',').map((text) => (isId ? text.trim().toLowerCase() : text.trim()));
  return [{ sql: `${column} in (${values.map(() => '?').join(', ')})`, values }];
}

function allOf(call: Call, listing: Listing): SqlCondition {
  const conditions = [
    { sql: 'tenant_id = ?', values: [call.organisation.tenant_id] },
    ...(listing.conditions ?? []),
    ...whereCondition(call, listing),
    ...(listing.hasModified === false ? [] : modifiedSince(call)),
    ...visible(call, listing),
  ];
  return {
    sql: conditions.map((condition) => condition.sql).join(' and '),
    values: conditions.flatMap((condition) => condition.values),
  };
}

function whereCondition(call: Call, listing: Listing): SqlCondition[] {
  const where = call.query.get('where');
  return where === undefined || where.trim() === '' ? [] : [whereToSql(where, listing.fields)];
}

function modifiedSince(call: Call): SqlCondition[] {
  const milliseconds = modifiedSinceMs(call);
  return milliseconds === undefined ? [] : [{ sql: 'updated_at >= ?', values: [milliseconds] }];
}

/** What `If-Modified-Since` says: UTC, to the second. */
export function modifiedSinceMs({ modifiedSince: text }: Call): number | undefined {
  if (text === undefined || text === '') return undefined;
  const isBare = /^\d{4}-\d{2}-\d{2}(T[\d:.]+)?$/.test(text);
  const milliseconds = Date.parse(
    isBare ? `${text.includes('T') ? text : `${text}T00:00:00`}Z` : text,
  );
  if (Number.isNaN(milliseconds)) throw new Refusal(emptyAnswer(412));
  return Math.floor(milliseconds / 1000) * 1000;
}

function visible(call: Call, listing: Listing): SqlCondition[] {
  const delayMs = Number(call.behaviours.listDelayMs);
  if (listing.isDelayed !== true || delayMs === 0) return [];
  return [{ sql: 'created_at <= ?', values: [call.now - delayMs] }];
}

function orderToSql(call: Call, listing: Listing): string {
  const order = call.query.get('order') ?? listing.defaultOrder ?? 'UpdatedDateUTC ASC';
  const keys = order.split(',').map((part) => {
    const [name = '', direction = 'ASC', ...rest] = part.trim().split(/\s+/);
    const field = listing.fields.get(name.toLowerCase());
    if (field === undefined || rest.length > 0 || !/^(asc|desc)$/i.test(direction)) {
      throw queryInvalid(`No property or field '${name}' exists to order by`);
    }
    return `${field.sql} ${direction.toLowerCase()}`;
  });
  return [...keys, listing.idColumn].join(', ');
}

function countRows(call: Call, from: string, condition: SqlCondition): number {
  const row = first<{ rows: number }>(
    call.books,
    `select count(*) rows ${from}`,
    ...condition.values,
  );
  return row?.rows ?? 0;
}

/** A page or size out of range is brought into it. */
function requestedPage(call: Call, itemCount: number): Page | undefined {
  const asked = call.query.get('page');
  if (asked === undefined) return undefined;
  const page = Math.max(1, wholeNumber(asked, 1));
  const wantedSize = wholeNumber(call.query.get('pagesize') ?? '', DEFAULT_PAGE_SIZE);
  const pageSize = Math.min(MAX_PAGE_SIZE, Math.max(1, wantedSize));
  return { page, pageSize, pageCount: Math.ceil(itemCount / pageSize), itemCount };
}

function wholeNumber(text: string, otherwise: number): number {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : otherwise;
}
