import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Endpoint } from '../../../src/api/contract/endpoint.ts';
import { buildServer } from '../../../src/api/routes/server.ts';
import { mayDo, PERMISSIONS, USER_LEVELS } from '../../../src/domain/people.ts';
import { openServed, type Served } from './served.ts';

const CONTRACT = join(import.meta.dirname, '../../../src/api/contract');

const WEB = join(import.meta.dirname, '../../../dist/web');

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'needs' in value && 'url' in value;

/** Every endpoint that any module of the contract exports. */
async function allEndpoints(): Promise<Endpoint[]> {
  const modules = readdirSync(CONTRACT).filter((name) => name.endsWith('.ts'));
  const loaded = await Promise.all(
    modules.map((name) => import(join(CONTRACT, name)) as Promise<Record<string, unknown>>),
  );
  return loaded.flatMap((one) => Object.values(one)).filter(isEndpoint);
}

const nameOf = ({ method, url }: Pick<Endpoint, 'method' | 'url'>): string => `${method} ${url}`;

/** Told that there is nothing to follow, an EventSource ends; a refusal it would repeat. */
const SILENT = ['GET /api/v1/jobs/:jobId/events'];

/** Asks in a form that no endpoint takes, so that nothing is ever done. */
async function statusFor({ call }: Served, endpoint: Endpoint, cookie: string): Promise<number> {
  const path = endpoint.url.replaceAll(/:\w+/g, 'x');
  const body = endpoint.method === 'GET' ? {} : { body: '[]' };
  return (await call(endpoint.method, path, { cookie, ...body })).status;
}

it('says who may not do what, and that work of somebody else is unknown', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'readOnly');
  const users = await served.call('GET', '/api/v1/users', { cookie });
  const facts = { user: 'ANN', level: 'Read Only' };
  expect(users.json).toMatchObject({ problems: [{ code: 'permission.missing', facts }] });
  const job = await served.call('GET', '/api/v1/jobs/made-up', { cookie });
  expect(job).toMatchObject({ status: 404, code: 'job.unknown' });
});

it('what each level may do', () => {
  const granted = USER_LEVELS.map((level) => [
    level,
    PERMISSIONS.filter((one) => mayDo(level, one)),
  ]);
  expect(Object.fromEntries(granted)).toEqual({
    administrator: ['own', 'read', 'bringData', 'export', 'configure', 'administerUsers'],
    normal: ['own', 'read', 'bringData', 'export'],
    readOnly: ['own', 'read'],
    userAdministrator: ['own', 'administerUsers'],
  });
});

describe('every endpoint', () => {
  it('is refused to nobody and to each level as it declares', async () => {
    const served = await openServed();
    const endpoints = await allEndpoints();
    expect(endpoints.length).toBeGreaterThan(15);
    const wrong: string[] = [];
    for (const endpoint of endpoints) {
      const { needs } = endpoint;
      const silent = SILENT.includes(nameOf(endpoint)) ? 204 : 401;
      const expected = needs === 'nobody' ? undefined : silent;
      const status = await statusFor(served, endpoint, '');
      const isRight = expected === undefined ? ![401, 403].includes(status) : status === expected;
      if (!isRight) wrong.push(`${nameOf(endpoint)} by nobody: ${status}`);
    }
    for (const level of USER_LEVELS) {
      const cookie = await served.hired(level.toUpperCase(), level);
      for (const endpoint of endpoints) {
        const { needs } = endpoint;
        const status = await statusFor(served, endpoint, cookie);
        const isRefused = needs !== 'nobody' && !mayDo(level, needs);
        const isRight = isRefused ? status === 403 : ![401, 403, 500].includes(status);
        if (!isRight) wrong.push(`${nameOf(endpoint)} by ${level}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('every route', () => {
  it('of the server is an endpoint with a permission, or a page', async () => {
    const { app } = await openServed();
    const server = await buildServer({
      ...{ store: app.store, now: () => app.act().at, webFolder: WEB, isSecure: false },
      contextFor: () => app,
    } as Parameters<typeof buildServer>[0]);
    onTestFinished(() => server.close());
    await server.ready();
    const declared = new Set((await allEndpoints()).map(nameOf));
    const routes = routesIn(server.printRoutes({ commonPrefix: false }));
    const served = routes.filter((route) => !isPage(route));
    expect(served.filter((route) => !declared.has(route))).toEqual([]);
    expect([...declared].filter((name) => !routes.includes(name))).toEqual([]);
  });
});

/** The files of the browser app, each of which is there for everybody. */
function isPage(route: string): boolean {
  return /^(GET|HEAD) \/(assets\/[\w.-]+|index\.html|[\w-]+\.svg)?$/.test(route);
}

/** Routes of the tree that Fastify prints, each as "GET /path"; HEAD goes with GET. */
function routesIn(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S*)(?: \((.*)\))?$/.exec(line);
    if (found === null) return [];
    const [, indent = '', part = '', methods = ''] = found;
    const depth = indent.length / 4;
    above[depth] = `${depth === 0 ? '' : above[depth - 1]}${part}`;
    const verbs = methods.split(', ').filter((one) => one !== '' && one !== 'HEAD');
    return verbs.map((verb) => `${verb} ${above[depth]}`);
  });
}
