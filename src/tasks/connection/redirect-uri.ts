import { type Problem, problem } from '../../domain/problem.ts';
import type { GlobalSettings } from '../../domain/settings.ts';

/** The port of the app on this computer, and of its redirect URI where nothing else is set. */
const LOCAL_PORT = 4600;

const CALLBACK_PATH = '/xero/callback';

type Addresses = Pick<GlobalSettings, 'redirectUri' | 'publicAddress'>;

/** The redirect URI in force: as set, else at the public address, else on this computer. */
export function redirectUriOf({ redirectUri, publicAddress }: Addresses): string {
  if (redirectUri !== '') return redirectUri;
  const base = publicAddress === '' ? `http://localhost:${LOCAL_PORT}` : publicAddress;
  return `${base.replace(/\/$/, '')}${CALLBACK_PATH}`;
}

/**
 * Whether Xero takes such a redirect URI at all. Problem: `redirect_uri.not_allowed`.
 *
 * @see https://developer.xero.com/faq/oauth2
 */
export function checkRedirectUri(redirectUri: string): Problem[] {
  const parsed = URL.parse(redirectUri);
  const isSecure = parsed?.protocol === 'https:';
  const isLocal = parsed?.protocol === 'http:' && parsed.hostname === 'localhost';
  const isPlain = !/[*#?\s]/.test(redirectUri) && parsed?.username === '';
  if (isPlain && (isSecure || isLocal)) return [];
  return [problem('redirect_uri.not_allowed', { redirectUri })];
}

/** Warns where the browser would come back to another place than the one in use. */
export function redirectUriWarnings({ redirectUri, publicAddress }: Addresses): Problem[] {
  if (redirectUri === '' || publicAddress === '') return [];
  const isSame = URL.parse(redirectUri)?.origin === URL.parse(publicAddress)?.origin;
  const facts = { redirectUri, publicAddress: publicAddress.replace(/\/$/, '') };
  return isSame ? [] : [problem('redirect_uri.mismatch', facts)];
}
