/** A request of the product, as it wanted to send it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

/** Between the product and the twin that stands in for Xero's three hosts. */
export interface Wire {
  readonly fetch: typeof fetch;
  readonly seen: Seen[];
  /** Every token that the twin gave out. */
  readonly tokens: string[];
  /** Answers in place of the twin; undefined lets the request through. */
  instead: (seen: Seen) => Response | Promise<Response | undefined> | undefined;
  /** The address of another server that answers in place of the twin; undefined for the twin. */
  elsewhere: (seen: Seen) => string | undefined;
  /** Once the twin has answered, before the product hears of it; it may throw. */
  afterAnswer: (seen: Seen, answer: Response) => void | Promise<void>;
}

const XERO = /^https:\/\/(login|identity|api)\.xero\.com(?=\/)/;

/** Lets through what is for Xero, and nothing else. */
export function atTwin(twinUrl: string, realFetch: typeof fetch = fetch): Wire {
  const wire: Wire = {
    seen: [],
    tokens: [],
    instead: () => undefined,
    elsewhere: () => undefined,
    afterAnswer: () => undefined,
    fetch: async (input, init) => {
      const seen: Seen = {
        method: init?.method ?? 'GET',
        url: String(input),
        authorization: new Headers(init?.headers).get('authorization') ?? '',
        body: init?.body === undefined || init.body === null ? '' : String(init.body),
      };
      wire.seen.push(seen);
      if (!XERO.test(seen.url)) throw new Error(`Nobody but Xero is spoken to: ${seen.url}`);
      const other = await wire.instead(seen);
      if (other !== undefined) return other;
      const elsewhere = wire.elsewhere(seen);
      const answer = await realFetch(seen.url.replace(XERO, elsewhere ?? twinUrl), init);
      if (elsewhere !== undefined) return answer;
      if (seen.url.endsWith('/connect/token')) wire.tokens.push(...(await tokensIn(answer)));
      await wire.afterAnswer(seen, answer);
      return answer;
    },
  };
  return wire;
}

async function tokensIn(answer: Response): Promise<string[]> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => ({}));
  const { access_token, refresh_token, id_token } = body as Record<string, unknown>;
  return [access_token, refresh_token, id_token].filter((token) => typeof token === 'string');
}
