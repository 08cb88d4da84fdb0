import { type Problem, problem } from '../../domain/problem.ts';

/** What a browser brought back from Xero. */
export interface CallbackAnswer {
  readonly state: string;
  /** Blank where access was refused. */
  readonly authorizationCode: string;
  /** Why there is no code; undefined where there is one. */
  readonly refusal: Problem | undefined;
}

/**
 * Reads the address that a browser came back to. Undefined for any other text, and for an address
 * that holds neither a code nor an error: any web page can make a browser come here.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export function callbackIn(text: string): CallbackAnswer | undefined {
  const query = isAddress(text) ? URL.parse(text.trim())?.searchParams : undefined;
  const [authorizationCode, error] = [query?.get('code') ?? '', query?.get('error') ?? ''];
  if (query === undefined || (authorizationCode === '' && error === '')) return undefined;
  const refusal = error === '' ? undefined : refusalFor(error);
  return { state: query.get('state') ?? '', authorizationCode, refusal };
}

/** Whether a text is one address, whatever it leads to. */
export function isAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text.trim())?.protocol ?? '');
}

function refusalFor(error: string): Problem {
  if (error === 'access_denied') return problem('xero_consent.cancelled');
  const isWord = /^[a-z_]{1,40}$/.test(error);
  return problem('xero_consent.refused', { error: isWord ? error : 'unknown error' });
}
