/** One request of the product, with what came back. */
export interface Exchange {
  readonly method: string;
  /** With its query, decoded. */
  readonly path: string;
  readonly body: string;
  readonly idempotencyKey: string;
  /** Undefined while, or when, no answer came. */
  httpStatus?: number;
}

/** The same with its answer, as text and numbers crossed the wire. */
export interface WholeExchange {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly body: string;
  readonly httpStatus: number;
  /** Parsed; undefined where it is no JSON. */
  readonly answer: unknown;
}

/** Stands between the product and the wire: keeps a list, and lets a test do things in between. */
export interface WireTap {
  readonly fetch: typeof fetch;
  readonly exchanges: Exchange[];
  /** Before a request leaves. */
  beforeRequest: (exchange: Exchange) => Promise<void> | void;
  /** Before the product sees an answer. */
  afterAnswer: (exchange: Exchange) => Promise<void> | void;
  /** Told of every exchange that brought an answer. */
  onExchange: ((exchange: WholeExchange) => void) | undefined;
}

export function wireTap(): WireTap {
  const tap: WireTap = {
    exchanges: [],
    beforeRequest: () => undefined,
    afterAnswer: () => undefined,
    onExchange: undefined,
    fetch: async (input, init) => {
      const { pathname, search } = new URL(String(input));
      const exchange: Exchange = {
        method: init?.method ?? 'GET',
        path: decodeURIComponent(pathname + search.replaceAll('+', ' ')),
        body: typeof init?.body === 'string' ? init.body : '',
        idempotencyKey: new Headers(init?.headers).get('idempotency-key') ?? '',
      };
      tap.exchanges.push(exchange);
      await tap.beforeRequest(exchange);
      const response = await fetch(input, init);
      exchange.httpStatus = response.status;
      const { method, body } = exchange;
      const answer = await jsonOf(response);
      tap.onExchange?.({
        method,
        body,
        url: pathname + search,
        httpStatus: response.status,
        answer,
      });
      await tap.afterAnswer(exchange);
      return response;
    },
  };
  return tap;
}

async function jsonOf(response: Response): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  if (!isJson) return undefined;
  return response
    .clone()
    .json()
    .catch(() => undefined);
}

/** The writing requests among them. */
export function writesOf({ exchanges }: Pick<WireTap, 'exchanges'>): Exchange[] {
  return exchanges.filter(({ method, path }) => method !== 'GET' && path !== '/connect/token');
}
