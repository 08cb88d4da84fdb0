import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queries } from './queries.ts';
import { inside, root } from './routes/frame.tsx';
import { processRoutes } from './routes/process.tsx';
import { helpRoutes, reportRoutes } from './routes/reports.tsx';
import { settingsRoutes } from './routes/settings.tsx';

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

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home.tsx'), 'HomePage'),
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
      ...processRoutes,
      ...reportRoutes,
      users,
      preferences.addChildren([firstPreferences, costCentrePreferences, passwordPreferences]),
      ...settingsRoutes,
      ...helpRoutes,
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
