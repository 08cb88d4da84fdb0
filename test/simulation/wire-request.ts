/** A request as it leaves a program. */
export interface WireRequest {
  readonly program: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads what a program gave to its `fetch`. */
export function wireRequest(
  program: string,
  input: Parameters<typeof fetch>[0],
  init: RequestInit = {},
): WireRequest {
  const { method = 'GET', headers, body } = init;
  return {
    program,
    method: method as WireRequest['method'],
    url: String(input),
    headers: Object.fromEntries(new Headers(headers)),
    body: body === undefined || body === null ? '' : String(body),
  };
}
