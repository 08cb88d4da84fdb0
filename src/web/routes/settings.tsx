import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { inside } from './frame.tsx';

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/tools/global-settings',
  component: lazyRouteComponent(
    () => import('../pages/settings/global-settings-page.tsx'),
    'GlobalSettingsPage',
  ),
});

const firstSettings = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tools/global-settings/gl-and-accounting' });
  },
});

const addresses = createRoute({
  getParentRoute: () => settings,
  path: '/addresses',
  component: lazyRouteComponent(() => import('../pages/settings/addresses.tsx'), 'AddressSettings'),
});

const glAndAccounting = createRoute({
  getParentRoute: () => settings,
  path: '/gl-and-accounting',
  component: lazyRouteComponent(
    () => import('../pages/settings/gl-and-accounting.tsx'),
    'GlAndAccounting',
  ),
});

const posting = createRoute({
  getParentRoute: () => settings,
  path: '/posting',
  component: lazyRouteComponent(() => import('../pages/settings/posting.tsx'), 'PostingSettings'),
});

const costCentres = createRoute({
  getParentRoute: () => settings,
  path: '/cost-centres',
  component: lazyRouteComponent(
    () => import('../pages/settings/cost-centres.tsx'),
    'CostCentreSettings',
  ),
});

const backFromXero = createRoute({
  getParentRoute: () => inside,
  path: '/xero/back',
  component: lazyRouteComponent(
    () => import('../pages/connection/back-from-xero.tsx'),
    'BackFromXero',
  ),
});

const entities = createRoute({
  getParentRoute: () => inside,
  path: '/admin/entities',
  component: lazyRouteComponent(() => import('../pages/entities/entities.tsx'), 'EntitiesPage'),
});

const entity = createRoute({
  getParentRoute: () => inside,
  path: '/admin/entities/$code',
  component: lazyRouteComponent(() => import('../pages/entities/entity-page.tsx'), 'EntityPage'),
});

const entityGeneral = createRoute({
  getParentRoute: () => entity,
  path: '/',
  component: lazyRouteComponent(
    () => import('../pages/entities/entity-general.tsx'),
    'EntityGeneral',
  ),
});

const entityLedger = createRoute({
  getParentRoute: () => entity,
  path: '/general-ledger',
  component: lazyRouteComponent(
    () => import('../pages/entities/entity-ledger.tsx'),
    'EntityLedger',
  ),
});

/** Global settings, entities, and the way back from Xero. */
export const settingsRoutes = [
  settings.addChildren([firstSettings, addresses, glAndAccounting, posting, costCentres]),
  backFromXero,
  entities,
  entity.addChildren([entityGeneral, entityLedger]),
] as const;
