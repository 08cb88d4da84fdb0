import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CUSTOM_CONNECTION_SCOPES } from '../../src/twin/identity/scopes.ts';
import { CALLS_OF_EACH_ROUTE } from './calls-of-each-route.ts';
import { CONTRACT_SKIPPED, loadXeroContract, type XeroContract } from './openapi.ts';
import { openSession, type Session, send, signIn } from './twin-session.ts';

const contract = loadXeroContract() as XeroContract;
const PREFIX = '/api.xro/2.0';

/** Routes that Xero has and its documents leave out, with what says that it has them. */
const UNDOCUMENTED: Record<string, string> = {
  'POST /api.xro/2.0/accounts': 'recorded from Xero in April 2026 (an account changed by its id)',
  'POST /api.xro/2.0/organisation':
    'Xero says that it is not implemented: https://developer.xero.com/documentation/api/accounting/responsecodes',
  'GET /identity/connect/authorize': 'authorizationUrl of the document’s securitySchemes',
  'POST /identity/connect/authorize': 'the form of the consent page, which only a browser sends',
  'GET /identity/error':
    'recorded address of the page: https://github.com/XeroAPI/xero-php-oauth2-app/issues/10',
  'POST /connect/token': 'tokenUrl of the document’s securitySchemes; called by xero-node',
  'POST /connect/revocation': 'called by xero-node as the discovery document names it',
  'GET /connect/userinfo': 'named by the discovery document',
  'POST /connect/userinfo': 'https://openid.net/specs/openid-connect-core-1_0.html#UserInfoRequest',
  'GET /.well-known/openid-configuration': 'called by xero-node when it signs in',
  'GET /.well-known/openid-configuration/jwks': 'called by xero-node to check the id token',
};

/** No part of Xero's API: what people see and do. */
const OWN = /^\w+ \/(control|pages)(\/|$)/;

let xero: Session;
const known: Record<string, string> = {};

beforeAll(async () => {
  const session = await openSession();
  xero = { ...session, token: await tokenForAll(session) };
  await xero.control('PUT', '/limits', { minute: 1000 });
  const invoice = {
    type: 'ACCREC',
    contactName: 'Bob',
    date: '2026-05-01',
    lines: [{ accountCode: '200', amount: '115.00' }],
  };
  await xero.control('POST', `/organisations/${xero.tenantId}/invoices`, invoice);
});
afterAll(() => xero.twin.close());

/** Of an app of the Advanced tier, which may read journals too. */
async function tokenForAll({ control, twin }: Session): Promise<string> {
  const clientId = twin.apps.find(({ kind }) => kind === 'custom')?.clientId;
  const scopes = [...CUSTOM_CONNECTION_SCOPES, 'accounting.journals.read'];
  await control('PUT', `/apps/${clientId}`, { scopes });
  return signIn(twin);
}

describe.skipIf(contract === undefined)(
  contract === undefined ? CONTRACT_SKIPPED : "the twin's routes and Xero's own documents",
  () => {
    it.each(CALLS_OF_EACH_ROUTE)('%s', async (route, body, httpStatus = 200) => {
      const [method = '', template = ''] = route.split(' ');
      const path = pathOf(
        template.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? ''),
      );
      const reply = await send<object>(`${xero.twin.apiUrl}${path}`, {
        method,
        body,
        headers: { authorization: `Bearer ${xero.token}`, 'xero-tenant-id': xero.tenantId },
      });
      expect(reply.httpStatus).toBe(httpStatus);
      const answer = { httpStatus, body: reply.body };
      expect([
        ...(httpStatus === 501 ? [] : contract.checkRequest(method, path, jsonOf(body))),
        ...contract.checkAnswer(method, path, answer),
      ]).toEqual([]);
      rememberIds(reply.body);
    });

    it('are each called above, or listed with what says that Xero has them', () => {
      const called = CALLS_OF_EACH_ROUTE.map(([route]) => {
        const [method = '', template = ''] = route.split(' ');
        return generalised(method, pathOf(template));
      });
      const served = servedRoutes().filter((route) => !OWN.test(route));
      expect([...called, ...Object.keys(UNDOCUMENTED)].sort()).toEqual(served.sort());
    });

    it('are in the documents unless listed', () => {
      const documented = servedRoutes().filter((route) => {
        const [method = '', path = ''] = route.split(' ');
        return contract.describes(method, path);
      });
      expect(documented.filter((route) => route in UNDOCUMENTED)).toEqual([]);
    });
  },
);

/** Text is a file's content, which the documents do not look into. */
function jsonOf(body: unknown): unknown {
  return typeof body === 'string' ? undefined : body;
}

function pathOf(template: string): string {
  return template.startsWith('/connections') ? template : `${PREFIX}${template}`;
}

function rememberIds(body: object): void {
  for (const list of Object.values(body ?? {}).filter(Array.isArray)) {
    const ids = Object.entries(list[0] ?? {}).filter(([name]) => /ID$|^TaxType$/i.test(name));
    Object.assign(known, Object.fromEntries(ids));
  }
  if (Array.isArray(body)) Object.assign(known, body[0]);
}

/** Every route of the twin, with `*` for what changes, as its own server lists them. */
function servedRoutes(): string[] {
  const above: string[] = [];
  const lines = xero.twin.server.printRoutes({ commonPrefix: false }).split('\n');
  return lines.flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^(.*)── (\S+) \((.*)\)$/.exec(line) ?? [];
    if (part === '') return [];
    const depth = indent.length / 4;
    above.splice(Math.floor(depth));
    above.push(part);
    return methods.split(', ').map((method) => generalised(method, above.join('')));
  });
}

function generalised(method: string, path: string): string {
  const [plain = ''] = path.toLowerCase().split('?');
  return `${method} ${plain.replaceAll(/:\w+|\{\w+\}|statement\.txt/g, '*')}`;
}
