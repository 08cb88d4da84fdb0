/** What a test asks of the twin by plain HTTP, as any other program would ask Xero. */
export interface TwinXero {
  /** Balances of Xero's own trial balance, `1100 Dr 115.00`, in the order of the account codes. */
  trialBalance(date: string): Promise<string[]>;
  /** The elements of a list such as `ManualJournals`. */
  list<T>(name: string): Promise<T[]>;
  /** Changes a document as a person with access to the API would. */
  post(path: string, body: object): Promise<void>;
  /** What a person does in Xero's own pages: invoices, journals by hand, lock dates. */
  byHand<T>(method: 'PUT' | 'POST', path: string, body: object): Promise<T>;
}

interface Served {
  readonly apiUrl: string;
  readonly identityUrl: string;
  readonly apps: readonly { kind: string; clientId: string; clientSecret: string }[];
  readonly organisations: readonly { tenantId: string }[];
}

/** A session with a twin that is served already, whose limits are lifted. */
export async function twinXero(served: Served): Promise<TwinXero> {
  const limits = { minute: 100_000, day: 100_000, appMinute: 100_000 };
  await control(served, 'PUT', '/limits', limits);
  const headers = await signIn(served);
  const tenantId = served.organisations[0]?.tenantId ?? '';
  const get = async (path: string) => {
    const answer = await fetch(`${served.apiUrl}/api.xro/2.0/${path}`, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    trialBalance: async (date) => {
      const { Reports } = (await get(`Reports/TrialBalance?date=${date}`)) as TrialBalance;
      return balancesOf(Reports[0]?.Rows ?? []);
    },
    list: async <T>(name: string) => {
      const found = (await get(`${name}?page=1&pageSize=1000`)) as Record<string, T[]>;
      return found[name] ?? [];
    },
    post: async (path, body) => {
      const sent = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${served.apiUrl}/api.xro/2.0/${path}`, sent);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    },
    byHand: (method, path, body) =>
      control(served, method, `/organisations/${tenantId}/${path}`, body),
  };
}

async function control<T>(
  { apiUrl }: Served,
  method: string,
  path: string,
  body: object,
): Promise<T> {
  const answer = await fetch(`${apiUrl}/control${path}`, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function signIn({ apps, identityUrl, organisations }: Served) {
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
  return {
    authorization: `Bearer ${token}`,
    'xero-tenant-id': organisations[0]?.tenantId ?? '',
    'content-type': 'application/json',
    accept: 'application/json',
  };
}

interface Row {
  readonly RowType: string;
  readonly Rows?: readonly Row[];
  readonly Cells?: readonly { readonly Value: string }[];
}

interface TrialBalance {
  readonly Reports: readonly { readonly Rows: readonly Row[] }[];
}

/** Account, debit, credit, then both for the year to date. */
function balancesOf(rows: readonly Row[]): string[] {
  const accounts = rows.flatMap((row) => row.Rows ?? []).filter((row) => row.RowType === 'Row');
  return accounts
    .map(({ Cells = [] }) => {
      const [name = '', , , debit = '', credit = ''] = Cells.map((cell) => cell.Value);
      const glAccountCode = /\(([^()]+)\)$/.exec(name)?.[1] ?? name;
      const isDebit = debit !== '' && Number(debit) !== 0;
      const isNil = [debit, credit].every((text) => Number(text) === 0);
      return isNil ? `${glAccountCode} nil` : `${glAccountCode} ${sideOf(isDebit, debit, credit)}`;
    })
    .filter((line) => !line.endsWith(' nil'))
    .sort();
}

function sideOf(isDebit: boolean, debit: string, credit: string): string {
  return isDebit ? `Dr ${Number(debit).toFixed(2)}` : `Cr ${Number(credit).toFixed(2)}`;
}
