import type { Twin } from '../../../src/twin/start.ts';

/** A document as the twin's API gives it to any program. */
export interface TwinDocument {
  readonly id: string;
  readonly text: string;
  readonly status: string;
  readonly date: string;
  readonly lines: readonly TwinDocumentLine[];
}

interface TwinDocumentLine {
  readonly AccountCode: string;
  readonly LineAmount: number;
  readonly Description?: string;
}

/** What a person, or another program, does in the twin's organisation. */
export interface TwinBooks {
  readonly tenantId: string;
  /** The twin's own controls: `PUT /lock-dates` of the organisation stands below `inBooks`. */
  control<T = unknown>(method: string, path: string, body?: object): Promise<T>;
  /** Below `/control/organisations/<tenant>`. */
  inBooks<T = unknown>(method: string, path: string, body?: object): Promise<T>;
  /** Xero's API as another program would call it. */
  api<T = unknown>(method: string, path: string, body?: object): Promise<T>;
  documents(): Promise<TwinDocument[]>;
  /** Those that count: neither voided nor deleted. */
  liveDocuments(): Promise<TwinDocument[]>;
}

export function twinBooks(twin: Twin): TwinBooks {
  const tenantId = twin.organisations[0]?.tenantId ?? '';
  const control: TwinBooks['control'] = (method, path, body) =>
    call(`${twin.controlUrl}${path}`, { method, body });
  const api: TwinBooks['api'] = async (method, path, body) => {
    const token = await signIn(twin);
    const headers = { authorization: `Bearer ${token}`, 'xero-tenant-id': tenantId };
    return call(`${twin.apiUrl}/api.xro/2.0${path}`, { method, body, headers });
  };
  const documents = async () => {
    const journals = await api<Journals>('GET', '/ManualJournals?page=1&pageSize=1000');
    const bank = await api<BankTransactions>('GET', '/BankTransactions?page=1&pageSize=1000');
    return [
      ...journals.ManualJournals.map((one) => ({
        id: one.ManualJournalID,
        text: one.Narration,
        status: one.Status,
        date: one.Date,
        lines: one.JournalLines,
      })),
      ...bank.BankTransactions.map((one) => ({
        id: one.BankTransactionID,
        text: one.Reference,
        status: one.Status,
        date: one.DateString.slice(0, 10),
        lines: one.LineItems,
      })),
    ];
  };
  return {
    tenantId,
    control,
    inBooks: (method, path, body) => control(method, `/organisations/${tenantId}${path}`, body),
    api,
    documents,
    liveDocuments: async () =>
      (await documents()).filter(({ status }) => status !== 'VOIDED' && status !== 'DELETED'),
  };
}

interface Journals {
  readonly ManualJournals: readonly {
    readonly ManualJournalID: string;
    readonly Narration: string;
    readonly Status: string;
    readonly Date: string;
    readonly JournalLines: readonly TwinDocumentLine[];
  }[];
}

interface BankTransactions {
  readonly BankTransactions: readonly {
    readonly BankTransactionID: string;
    readonly Reference: string;
    readonly Status: string;
    readonly DateString: string;
    readonly LineItems: readonly TwinDocumentLine[];
  }[];
}

async function signIn({ apps, identityUrl }: Twin): Promise<string> {
  const app = apps.find(({ kind }) => kind === 'custom');
  const credentials = Buffer.from(`${app?.clientId}:${app?.clientSecret}`).toString('base64');
  const answer = await fetch(`${identityUrl}/connect/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}

async function call<T>(
  url: string,
  request: { method: string; body?: object | undefined; headers?: Record<string, string> },
): Promise<T> {
  const { method, body, headers = {} } = request;
  const answer = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
