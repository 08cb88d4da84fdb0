import type { Control } from '../control/control.ts';
import { appChangeOf, newAppOf } from './apps-page.ts';
import { behaviourOf } from './behaviours-page.ts';
import { clockMoveOf } from './clock-page.ts';
import { faultOf } from './faults-page.ts';
import { limitsOf, limitsOfXero } from './limits-page.ts';

/** A form of a page: it does what one control does, and goes back to the page. */
export interface PageForm {
  /** Below `/pages`; its parameters are those of the control. */
  path: string;
  control: readonly [method: Control['method'], path: string];
  bodyOf?: (form: URLSearchParams) => object;
  back: string;
}

const ROLE = '/users/:userId/roles/:tenantId';
const PLACE = '/organisations/:tenantId';
const ARCHIVED = `${PLACE}/accounts/:accountCode/archived`;
const ACCOUNTS = '/:tenantId/accounts';

const appForms: PageForm[] = [
  { path: '/apps', control: ['POST', '/apps'], bodyOf: newAppOf, back: '/apps' },
  {
    path: '/apps/:clientId',
    control: ['PUT', '/apps/:clientId'],
    bodyOf: appChangeOf,
    back: '/apps',
  },
  { path: '/apps/:clientId/secret', control: ['POST', '/apps/:clientId/secret'], back: '/apps' },
  { path: '/apps/:clientId/delete', control: ['DELETE', '/apps/:clientId'], back: '/apps' },
  {
    path: '/apps/:clientId/expire',
    control: ['POST', '/tokens/expire'],
    bodyOf: fieldsOf('kind', 'clientId'),
    back: '/apps',
  },
];

const peopleForms: PageForm[] = [
  { path: '/users', control: ['POST', '/users'], bodyOf: fieldsOf('name'), back: '/users' },
  { path: ROLE, control: ['PUT', ROLE], bodyOf: fieldsOf('role'), back: '/users' },
  { path: `${ROLE}/remove`, control: ['DELETE', ROLE], back: '/users' },
  {
    path: '/connections/:connectionId/disconnect',
    control: ['DELETE', '/connections/:connectionId'],
    back: '/connections',
  },
];

const booksForms: PageForm[] = [
  {
    path: '/organisations',
    control: ['POST', '/organisations'],
    bodyOf: (form) => ({
      ...fieldsOf('name', 'country', 'seed')(form),
      connect: form.has('connect'),
    }),
    back: '',
  },
  {
    path: '/:tenantId/lock-dates',
    control: ['PUT', `${PLACE}/lock-dates`],
    bodyOf: (form) => ({
      periodLockDate: form.get('periodLockDate') || null,
      endOfYearLockDate: form.get('endOfYearLockDate') || null,
    }),
    back: '',
  },
  ...[true, false].map((isOffline) => ({
    path: `/:tenantId/${isOffline ? 'offline' : 'online'}`,
    control: ['PUT', `${PLACE}/state`] as const,
    bodyOf: () => ({ isOffline }),
    back: '',
  })),
  ...[true, false].map((archived) => ({
    path: `${ACCOUNTS}/:accountCode/${archived ? 'archive' : 'restore'}`,
    control: ['PUT', ARCHIVED] as const,
    bodyOf: () => ({ archived }),
    back: ACCOUNTS,
  })),
];

const twinForms: PageForm[] = [
  { path: '/clock', control: ['POST', '/clock'], bodyOf: clockMoveOf, back: '/clock' },
  { path: '/faults', control: ['POST', '/faults'], bodyOf: faultOf, back: '/faults' },
  { path: '/faults/forget', control: ['DELETE', '/faults'], back: '/faults' },
  { path: '/limits', control: ['PUT', '/limits'], bodyOf: limitsOf, back: '/limits' },
  { path: '/limits/xero', control: ['PUT', '/limits'], bodyOf: limitsOfXero, back: '/limits' },
  { path: '/calls/forget', control: ['DELETE', '/calls'], back: '/limits' },
  {
    path: '/behaviours',
    control: ['PUT', '/behaviours'],
    bodyOf: behaviourOf,
    back: '/behaviours',
  },
  { path: '/reset', control: ['POST', '/reset'], bodyOf: fieldsOf('seed'), back: '' },
];

export const FORMS: readonly PageForm[] = [
  ...appForms,
  ...peopleForms,
  ...booksForms,
  ...twinForms,
];

function fieldsOf(...names: string[]): (form: URLSearchParams) => object {
  return (form) => Object.fromEntries(names.map((name) => [name, form.get(name)]));
}
