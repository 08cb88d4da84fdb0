import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import { API_URL, IDENTITY_URL, LOGIN_URL } from '../contract/endpoints.ts';

/** The base addresses that are ever contacted, without a path. */
export interface XeroAddresses {
  /** Where a person signs in and allows access. */
  readonly loginUrl: string;
  readonly identityUrl: string;
  readonly apiUrl: string;
}

/** @see https://developer.xero.com/documentation/guides/oauth2/auth-flow */
export const PRODUCTION_ADDRESSES: XeroAddresses = {
  loginUrl: LOGIN_URL,
  identityUrl: IDENTITY_URL,
  apiUrl: API_URL,
};

/**
 * Accepts the addresses of Xero and those of this computer, without a path, query or user.
 * Problems: `xero_address.not_allowed`, one for each bad address.
 */
export function checkAddresses(addresses: XeroAddresses): Outcome<XeroAddresses> {
  const problems = [
    ...problemsOf(addresses.loginUrl, LOGIN_URL),
    ...problemsOf(addresses.identityUrl, IDENTITY_URL),
    ...problemsOf(addresses.apiUrl, API_URL),
  ];
  return problems.length > 0 ? fail(...problems) : succeed(addresses);
}

/** Plain http is for this computer only. */
export function isPlainHttp(address: string): boolean {
  return new URL(address).protocol === 'http:';
}

function problemsOf(address: string, production: string): Problem[] {
  if (address === production || isOnThisComputer(address)) return [];
  return [problem('xero_address.not_allowed', { address: withoutUser(address) })];
}

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function isOnThisComputer(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false;
  return LOOPBACK_HOST.test(url.hostname) && url.href === `${url.origin}/`;
}

/** An address may carry a password before the @. */
function withoutUser(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//');
}
