import type { Migration } from './migration.ts';

/** Calls to Xero as they went: all of them where that is switched on, else those that failed. */
export const requestLog: Migration = {
  version: 5,
  statements: ({ id }) => [
    `create table request_log (request_id ${id}, mode text not null, at text not null,
      export_id text not null, documents integer not null, method text not null, path text not null,
      tenant_id text not null, outcome text not null, http_status integer, reason text not null,
      duration_ms integer not null, minute_left integer, day_left integer,
      correlation_id text not null, request_body text not null, answer_body text not null)`,
    'create index request_log_by_time on request_log (mode, at)',
  ],
};
