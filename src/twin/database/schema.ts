/** What a real organisation would keep, and what its API must remember. */
export const BOOKS_SCHEMA = `
create table if not exists property (name text primary key, value text not null) strict;

create table if not exists app (
  client_id text primary key, kind text not null, name text not null, secret text not null,
  redirect_uris text not null, scopes text not null, tenant_id text,
  connection_limit integer, is_certified integer not null default 0,
  is_enabled integer not null default 1) strict;

create table if not exists person (
  user_id text primary key, name text not null, email text not null) strict;

create table if not exists membership (
  user_id text not null, tenant_id text not null, role text not null,
  primary key (user_id, tenant_id)) strict;

create table if not exists connection (
  connection_id text primary key, client_id text not null, user_id text not null,
  tenant_id text not null, auth_event_id text not null,
  created_at integer not null, updated_at integer not null, ended_at integer,
  unique (client_id, user_id, tenant_id)) strict;

create table if not exists sign_in (
  auth_event_id text primary key, session_id text not null,
  signed_in_at integer not null) strict;

create table if not exists authorization_code (
  code_hash text primary key, client_id text not null, user_id text not null,
  scopes text not null, auth_event_id text not null, redirect_uri text not null,
  code_challenge text, nonce text, expires_at integer not null,
  is_used integer not null default 0) strict;

create table if not exists token (
  token_hash text primary key, kind text not null, client_id text not null,
  user_id text, scopes text not null, auth_event_id text not null,
  issued_at integer not null, expires_at integer not null) strict;

create table if not exists organisation (
  tenant_id text primary key, ordinal integer not null, name text not null, country text not null,
  base_currency text not null, year_end_month integer not null, year_end_day integer not null,
  sales_tax_basis text not null, sales_tax_period text not null, timezone text not null,
  short_code text not null, period_lock_date text, year_lock_date text,
  is_offline integer not null default 0, created_at integer not null,
  details text not null default '{}') strict;

create table if not exists account (
  account_id text primary key, tenant_id text not null, code text, name text not null,
  type text not null, tax_type text not null, description text, system_account text,
  status text not null, bank_account_number text, enable_payments integer not null default 0,
  show_in_expense_claims integer not null default 0, updated_at integer not null,
  details text not null default '{"SystemAccount":""}') strict;
create unique index if not exists account_code on account (tenant_id, code) where code is not null;
create unique index if not exists account_name on account (tenant_id, name);

create table if not exists tax_rate (
  tenant_id text not null, tax_type text not null, name text not null, rate text not null,
  report_tax_type text not null, can_apply_to text not null, component text not null,
  primary key (tenant_id, tax_type)) strict;

create table if not exists tracking_category (
  category_id text primary key, tenant_id text not null, name text not null,
  status text not null) strict;
create index if not exists tracking_category_tenant on tracking_category (tenant_id);

create table if not exists tracking_option (
  option_id text primary key, category_id text not null references tracking_category,
  name text not null, status text not null) strict;
create index if not exists tracking_option_category on tracking_option (category_id);

create table if not exists contact (
  contact_id text primary key, tenant_id text not null, name text not null,
  contact_number text, account_number text, first_name text, last_name text,
  email_address text, status text not null, updated_at integer not null,
  details text not null default '{"Addresses":[],"Phones":[]}') strict;
create index if not exists contact_name on contact (tenant_id, name);
create index if not exists contact_account_number on contact (tenant_id, account_number);

create table if not exists manual_journal (
  journal_id text primary key, tenant_id text not null, client_id text not null,
  narration text not null, date text not null, status text not null,
  line_amount_types text not null, url text, on_cash_basis integer not null,
  created_at integer not null, updated_at integer not null, lines text not null) strict;
create index if not exists manual_journal_updated on manual_journal (tenant_id, updated_at);
create index if not exists manual_journal_narration on manual_journal (tenant_id, narration);

create table if not exists bank_transaction (
  bank_transaction_id text primary key, tenant_id text not null, client_id text not null,
  type text not null, contact_id text not null, bank_account_id text not null,
  date text not null, reference text not null, status text not null,
  is_reconciled integer not null, line_amount_types text not null, url text,
  sub_total integer not null, total_tax integer not null, total integer not null,
  created_at integer not null, updated_at integer not null, lines text not null,
  has_reference integer not null default 1) strict;
create index if not exists bank_transaction_updated on bank_transaction (tenant_id, updated_at);
create index if not exists bank_transaction_date on bank_transaction (tenant_id, date);

create table if not exists invoice (
  invoice_id text primary key, tenant_id text not null, type text not null,
  invoice_number text not null, contact_id text not null, date text not null,
  due_date text not null, status text not null, line_amount_types text not null,
  sub_total integer not null, total_tax integer not null, total integer not null,
  created_at integer not null, updated_at integer not null, lines text not null,
  amount_due integer, details text not null default '{}') strict;
create index if not exists invoice_updated on invoice (tenant_id, updated_at);
create index if not exists invoice_contact on invoice (contact_id);

create table if not exists ledger_entry (
  tenant_id text not null, document_id text not null, account_id text not null,
  date text not null, amount integer not null, on_cash_basis integer not null) strict;
create index if not exists ledger_entry_document on ledger_entry (document_id);
create index if not exists ledger_entry_account on ledger_entry
  (tenant_id, account_id, date, amount, on_cash_basis);

create table if not exists xero_journal (
  tenant_id text not null, journal_number integer not null, journal_id text not null,
  document_id text not null, source_type text not null, reference text, date text not null,
  created_at integer not null, on_cash_basis integer not null, sign integer not null,
  lines text not null, primary key (tenant_id, journal_number)) strict;
create index if not exists xero_journal_document on xero_journal (document_id);

create table if not exists history_record (
  tenant_id text not null, record_id text not null, at integer not null, changes text not null,
  details text not null) strict;
create index if not exists history_record_of on history_record (record_id);

create table if not exists attachment (
  attachment_id text primary key, tenant_id text not null, record_id text not null,
  file_name text not null, mime_type text not null, content blob not null) strict;
create index if not exists attachment_of on attachment (record_id);

create table if not exists remembered_answer (
  client_id text not null, idempotency_key text not null, request_hash text not null,
  first_at integer not null, http_status integer not null, headers text not null, body text,
  primary key (client_id, idempotency_key)) strict;

create table if not exists fault (
  fault_id integer primary key, method text not null, path text not null,
  kind text not null, moment text not null, remaining integer not null,
  details text not null) strict;
`;

/** Brings a folder made before roles were kept for each organisation up to the schema above. */
export const ROLES_UPGRADE = `
alter table app add column connection_limit integer;
alter table app add column is_certified integer not null default 0;
alter table app add column is_enabled integer not null default 1;
alter table connection add column ended_at integer;
insert into membership select user_id, tenant_id,
  case when is_adviser = 1 then 'adviser' when sees_reports = 1 then 'standardWithReports'
    else 'standard' end
  from person cross join organisation;
alter table person drop column is_adviser;
alter table person drop column sees_reports;
`;

/** Columns that a folder made earlier may not have yet, as `alter table` adds them. */
export const ADDED_COLUMNS: [table: string, column: string, definition: string][] = [
  ['account', 'details', `text not null default '{"SystemAccount":""}'`],
  ['bank_transaction', 'has_reference', 'integer not null default 1'],
  ['organisation', 'details', `text not null default '{}'`],
  ['invoice', 'amount_due', 'integer'],
  ['invoice', 'details', `text not null default '{}'`],
  ['contact', 'details', `text not null default '{"Addresses":[],"Phones":[]}'`],
];

/** Tax rates once kept the name of their only component. */
export const COMPONENTS_UPGRADE = `
update tax_rate set component = json_array(json_object('name', component, 'rate', rate))
  where component not like '[%';
`;

/** What a crash may lose without harm: windows of the rate limits, calls in progress, counts. */
export const TRAFFIC_SCHEMA = `
create table if not exists rate_window (
  scope text not null, kind text not null, window_number integer not null, used integer not null,
  primary key (scope, kind)) strict;

create table if not exists call_in_progress (
  call_id text primary key, scope text not null, started_at integer not null) strict;

create table if not exists call_count (
  method text not null, path text not null, http_status integer not null,
  calls integer not null, primary key (method, path, http_status)) strict;
`;
