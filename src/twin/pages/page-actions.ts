import type { FastifyInstance } from 'fastify';
import type { Control } from '../control/control.ts';
import { CONTROLS, performControl } from '../control/perform.ts';
import type { Databases } from '../database/databases.ts';
import { readForm } from '../wire/bodies.ts';
import { sendAnswer } from '../wire/send-answer.ts';
import { html, pageAnswer } from './html.ts';
import { NAVIGATION } from './navigation.ts';

/** A form of a page: it does what one control does, and goes back to the page. */
interface PageAction {
  path: string;
  control: readonly [method: Control['method'], path: string];
  bodyOf?: (form: URLSearchParams) => object;
  back: string;
}

const APPS = '/pages/apps';
const USERS = '/pages/users';
const ROLE = '/users/:userId/roles/:tenantId';
const CONNECTIONS = '/pages/connections';

const ACTIONS: PageAction[] = [
  { path: APPS, control: ['POST', '/apps'], bodyOf: newApp, back: APPS },
  {
    path: `${APPS}/:clientId`,
    control: ['PUT', '/apps/:clientId'],
    bodyOf: (form) => ({
      redirectUris: linesOf(form, 'redirectUris'),
      connectionLimit: wholeNumber(form.get('connectionLimit')),
      isCertified: form.has('isCertified'),
      isEnabled: form.has('isEnabled'),
    }),
    back: APPS,
  },
  { path: `${APPS}/:clientId/secret`, control: ['POST', '/apps/:clientId/secret'], back: APPS },
  {
    path: `${APPS}/:clientId/authorise`,
    control: ['POST', '/apps/:clientId/authorise'],
    back: APPS,
  },
  { path: `${APPS}/:clientId/delete`, control: ['DELETE', '/apps/:clientId'], back: APPS },
  {
    path: `${APPS}/:clientId/expire`,
    control: ['POST', '/tokens/expire'],
    bodyOf: (form) => ({ kind: form.get('kind'), clientId: form.get('clientId') }),
    back: APPS,
  },
  {
    path: USERS,
    control: ['POST', '/users'],
    bodyOf: (form) => ({ name: form.get('name') }),
    back: USERS,
  },
  {
    path: `/pages${ROLE}`,
    control: ['PUT', ROLE],
    bodyOf: (form) => ({ role: form.get('role') }),
    back: USERS,
  },
  { path: `/pages${ROLE}/remove`, control: ['DELETE', ROLE], back: USERS },
  {
    path: `${CONNECTIONS}/:connectionId/disconnect`,
    control: ['DELETE', '/connections/:connectionId'],
    back: CONNECTIONS,
  },
  {
    path: '/pages/clock',
    control: ['POST', '/clock'],
    bodyOf: (form) => ({ moveMs: Math.round(Number(form.get('hours')) * 3_600_000) }),
    back: '/pages',
  },
  {
    path: '/pages/:tenantId/lock-dates',
    control: ['PUT', '/organisations/:tenantId/lock-dates'],
    bodyOf: (form) => ({
      periodLockDate: form.get('periodLockDate') || null,
      endOfYearLockDate: form.get('endOfYearLockDate') || null,
    }),
    back: '/pages',
  },
];

export function pageActions(server: FastifyInstance, databases: Databases): void {
  for (const { back, bodyOf, control, path } of ACTIONS) {
    const found = controlAt(control);
    server.post(path, (request, reply) => {
      const performed = performControl(databases, found, {
        params: request.params as Record<string, string>,
        bodyText: JSON.stringify(bodyOf?.(readForm(request)) ?? {}),
      });
      if (performed.ok) return reply.redirect(back, 303);
      const body = html`<p role="alert">${performed.complaint}</p><p><a href="${back}">Back</a></p>`;
      return sendAnswer(reply, pageAnswer(400, { title: 'Not done', links: NAVIGATION, body }));
    });
  }
}

function controlAt([method, path]: PageAction['control']): Control {
  const found = CONTROLS.find((control) => control.method === method && control.path === path);
  if (found === undefined) throw new Error(`There is no control ${method} ${path}.`);
  return found;
}

function newApp(form: URLSearchParams): object {
  const tenantId = form.get('tenantId') ?? '';
  const isCustom = form.get('kind') === 'custom';
  return {
    kind: form.get('kind'),
    name: form.get('name'),
    scopeSet: form.get('scopeSet'),
    redirectUris: linesOf(form, 'redirectUris'),
    ...(isCustom ? { tenantId } : {}),
  };
}

function linesOf(form: URLSearchParams, name: string): string[] {
  const lines = (form.get(name) ?? '').split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/** Blank is no limit. */
function wholeNumber(text: string | null): number | null {
  return text === null || text === '' ? null : Number(text);
}
