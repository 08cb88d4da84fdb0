import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { queries, sessionQuery } from './queries.ts';
import { NothingHere } from './ui/nothing-here.tsx';
import { ProblemsOf } from './ui/problems.tsx';
import { Shell } from './ui/shell.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  errorComponent: ({ error }) => <ProblemsOf error={error as Error} />,
  notFoundComponent: NothingHere,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string } =>
    typeof search.to === 'string' ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignInPage'),
});

const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: lazyRouteComponent(() => import('./pages/choose-password.tsx'), 'ChoosePasswordPage'),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const { session } = await context.queries.fetchQuery(sessionQuery);
    if (session === null) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: Shell,
  notFoundComponent: NothingHere,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home.tsx'), 'HomePage'),
});

const batches = createRoute({
  getParentRoute: () => inside,
  path: '/batches',
  component: lazyRouteComponent(() => import('./pages/batches.tsx'), 'BatchesPage'),
});

const batch = createRoute({
  getParentRoute: () => inside,
  path: '/batches/$exportId',
  component: lazyRouteComponent(() => import('./pages/batch.tsx'), 'BatchPage'),
});

const users = createRoute({
  getParentRoute: () => inside,
  path: '/admin/users',
  component: lazyRouteComponent(() => import('./pages/users.tsx'), 'UsersPage'),
});

const preferences = createRoute({
  getParentRoute: () => inside,
  path: '/tools/user-preferences',
  component: lazyRouteComponent(
    () => import('./pages/preferences/preferences-page.tsx'),
    'PreferencesPage',
  ),
});

const firstPreferences = createRoute({
  getParentRoute: () => preferences,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tools/user-preferences/cost-centres' });
  },
});

const costCentrePreferences = createRoute({
  getParentRoute: () => preferences,
  path: '/cost-centres',
  component: lazyRouteComponent(
    () => import('./pages/preferences/cost-centres.tsx'),
    'CostCentrePreferences',
  ),
});

const passwordPreferences = createRoute({
  getParentRoute: () => preferences,
  path: '/password',
  component: lazyRouteComponent(
    () => import('./pages/preferences/password.tsx'),
    'PasswordPreferences',
  ),
});

/** Every page of the app. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    password,
    inside.addChildren([
      home,
      batches,
      batch,
      users,
      preferences.addChildren([firstPreferences, costCentrePreferences, passwordPreferences]),
    ]),
  ]),
  context: { queries },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
