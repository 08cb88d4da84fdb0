import type { AccountingDate, Instant } from '../../domain/dates.ts';
import type { DocumentKind, FoundDocument, TrialBalanceLine } from '../../domain/found-document.ts';
import type {
  ChartAccount,
  Contact,
  Organisation,
  TaxRate,
  TrackingCategory,
  TrackingOption,
} from '../../domain/organisation.ts';
import { invariant, type Outcome } from '../../domain/problem.ts';
import { createAccount, listChart, type NewAccount } from './accounts.ts';
import { checkAddresses, type XeroAddresses } from './addresses.ts';
import type { TenantCalls } from './call.ts';
import { type Connection, deleteConnection, listConnections } from './connections.ts';
import { type ContactQuery, listContacts } from './contacts.ts';
import {
  type DocumentCall,
  type DocumentQuery,
  endDocuments,
  findDocuments,
  readDocument,
  sendDocuments,
} from './documents.ts';
import type { CallRecord, XeroEffects } from './effects.ts';
import type { HttpAnswer } from './http-answer.ts';
import { readOrganisation } from './organisation.ts';
import { createPacer, type Pacer } from './pacing.ts';
import { listTaxRates } from './tax-rates.ts';
import type { TokenKeeper } from './token.ts';
import {
  createTrackingCategory,
  createTrackingOption,
  listTrackingCategories,
} from './tracking-categories.ts';
import type { AnswerCaps } from './transport.ts';
import { readTrialBalance } from './trial-balance.ts';
import { createXeroClock } from './xero-clock.ts';

/**
 * Xero in our words. Every reading waits for its turn under the limits of Xero and repeats what may
 * pass by itself. Any of them can fail with the problems of `xero_sign_in`, `xero_connection`,
 * `xero_limit` and `xero_call`; what else can go wrong stands with the function of each resource.
 */
export interface XeroClient {
  /** The tenants that the authorisation reaches. */
  listConnections(): Promise<Outcome<Connection[]>>;
  /** Ends the link between the app and one tenant. */
  deleteConnection(connectionId: string): Promise<Outcome<undefined>>;
  /** The same client for one tenant; the token is shared, the limits are each tenant's own. */
  forTenant(tenantId: string): XeroClient;
  readOrganisation(): Promise<Outcome<Organisation>>;
  listChart(): Promise<Outcome<ChartAccount[]>>;
  listTaxRates(): Promise<Outcome<TaxRate[]>>;
  listTrackingCategories(): Promise<Outcome<TrackingCategory[]>>;
  listContacts(wanted?: ContactQuery): Promise<Outcome<Contact[]>>;
  createAccount(account: NewAccount): Promise<Outcome<ChartAccount>>;
  createTrackingCategory(name: string): Promise<Outcome<TrackingCategory>>;
  createTrackingOption(categoryId: string, name: string): Promise<Outcome<TrackingOption>>;
  /** Sends once; `judgeAnswer` says what the answer means. */
  sendDocuments(call: DocumentCall): Promise<HttpAnswer>;
  /** Voids or deletes, once; `judgeAnswer` says what the answer means. */
  endDocuments(call: DocumentCall): Promise<HttpAnswer>;
  findDocuments(query: DocumentQuery): Promise<Outcome<FoundDocument[]>>;
  readDocument(kind: DocumentKind, xeroId: string): Promise<Outcome<FoundDocument>>;
  readTrialBalance(date: AccountingDate): Promise<Outcome<TrialBalanceLine[]>>;
  /** The present moment by Xero's clock; ours until it has answered. */
  now(): Instant;
}

/** What a client is made of. */
export interface XeroClientOptions {
  /** Checked before by `checkAddresses`. */
  readonly addresses: XeroAddresses;
  readonly tokens: TokenKeeper;
  readonly effects: XeroEffects;
  /** A custom connection reaches one tenant and may leave it out. */
  readonly tenantId?: string;
  /** Told of each HTTP call but those of sign-in, after it. */
  readonly onCall?: (record: CallRecord) => void;
  /** Caps of one answer. */
  readonly caps?: AnswerCaps;
}

/** A page of 1,000 journals of 250 lines has some 125 MB. */
const CAPS: AnswerCaps = { timeoutMs: 100_000, maxBytes: 256 * 1024 * 1024 };

/** A client of Xero, or of a twin. */
export function createXeroClient(options: XeroClientOptions): XeroClient {
  const { addresses, tokens, effects, onCall } = options;
  invariant(checkAddresses(addresses).ok, 'the addresses of Xero are checked before');
  const transport = { effects, caps: options.caps ?? CAPS, redact: tokens.redact, onCall };
  const xeroClock = createXeroClock(effects);
  const pacers = new Map<string | undefined, Pacer>();
  const callsFor = (tenantId: string | undefined): TenantCalls => {
    const pacer = pacers.get(tenantId) ?? createPacer(effects, tenantId);
    pacers.set(tenantId, pacer);
    return { apiUrl: addresses.apiUrl, tokens, transport, pacer, tenantId, xeroClock };
  };
  return clientFor(callsFor, options.tenantId);
}

function clientFor(
  callsFor: (tenantId: string | undefined) => TenantCalls,
  tenantId: string | undefined,
): XeroClient {
  const calls = callsFor(tenantId);
  return {
    listConnections: () => listConnections(callsFor(undefined)),
    deleteConnection: (connectionId) => deleteConnection(callsFor(undefined), connectionId),
    forTenant: (other) => clientFor(callsFor, other),
    readOrganisation: () => readOrganisation(calls),
    listChart: () => listChart(calls),
    listTaxRates: () => listTaxRates(calls),
    listTrackingCategories: () => listTrackingCategories(calls),
    listContacts: (wanted) => listContacts(calls, wanted),
    createAccount: (account) => createAccount(calls, account),
    createTrackingCategory: (name) => createTrackingCategory(calls, name),
    createTrackingOption: (categoryId, name) => createTrackingOption(calls, categoryId, name),
    sendDocuments: (call) => sendDocuments(calls, call),
    endDocuments: (call) => endDocuments(calls, call),
    findDocuments: (query) => findDocuments(calls, query),
    readDocument: (kind, xeroId) => readDocument(calls, kind, xeroId),
    readTrialBalance: (date) => readTrialBalance(calls, date),
    now: () => calls.xeroClock.now(),
  };
}
