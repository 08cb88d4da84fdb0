/** Where a twin is served, as `tieout twin` prints it. */
export interface ServedTwin {
  readonly apiUrl: string;
  readonly identityUrl: string;
  readonly apps: readonly {
    readonly kind: string;
    readonly clientId: string;
    readonly clientSecret: string;
  }[];
  readonly organisations: readonly { readonly tenantId: string }[];
}

/** What a person, or another program, does in the twin's first organisation by plain HTTP. */
export interface TwinApi {
  readonly tenantId: string;
  /** Xero's API as another program would call it. */
  api<T = unknown>(method: string, path: string, body?: object): Promise<T>;
  /** Every element of a list such as `ManualJournals`, with its lines. */
  list<T>(name: string): Promise<T[]>;
  /** The twin's own controls. */
  control<T = unknown>(method: string, path: string, body?: object): Promise<T>;
  /** Controls below `/organisations/<tenant>`: lock dates, invoices, journals by hand. */
  inBooks<T = unknown>(method: string, path: string, body?: object): Promise<T>;
}

export function twinApi(twin: ServedTwin): TwinApi {
  const tenantId = twin.organisations[0]?.tenantId ?? '';
  const control: TwinApi['control'] = (method, path, body) =>
    call(`${twin.apiUrl}/control${path}`, { method, body });
  const api: TwinApi['api'] = async (method, path, body) => {
    const headers = { authorization: await signIn(twin), 'xero-tenant-id': tenantId };
    return call(`${twin.apiUrl}/api.xro/2.0${path}`, { method, body, headers });
  };
  const list = async <T>(name: string): Promise<T[]> => {
    const found: T[] = [];
    for (let page = 1; ; page += 1) {
      const path = `/${name}?page=${page}&pageSize=1000`;
      const { pagination, [name]: elements = [] } = await api<Page<T>>('GET', path);
      found.push(...elements);
      if (page >= pagination.pageCount) return found;
    }
  };
  const inBooks: TwinApi['inBooks'] = (method, path, body) =>
    control(method, `/organisations/${tenantId}${path}`, body);
  return { tenantId, api, list, control, inBooks };
}

type Page<T> = { readonly pagination: { readonly pageCount: number } } & Record<string, T[]>;

/** As a custom connection, anew for each call: the twin's clock may have been moved. */
async function signIn({ apps, identityUrl }: ServedTwin): Promise<string> {
  const app = apps.find(({ kind }) => kind === 'custom');
  const credentials = Buffer.from(`${app?.clientId}:${app?.clientSecret}`).toString('base64');
  const { access_token } = await call<{ access_token: string }>(`${identityUrl}/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${credentials}` },
  });
  return `Bearer ${access_token}`;
}

async function call<T>(
  url: string,
  request: { method: string; body?: object | undefined; headers?: Record<string, string> },
): Promise<T> {
  const { method, body, headers = {} } = request;
  const answer = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...headers },
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function bodyOf(body: object): string | URLSearchParams {
  return body instanceof URLSearchParams ? body : JSON.stringify(body);
}
