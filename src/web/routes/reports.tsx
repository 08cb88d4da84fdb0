import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readReportSearch } from '../pages/reports/report-search.ts';
import { inside } from './frame.tsx';

const tieOut = createRoute({
  getParentRoute: () => inside,
  path: '/reports/tie-out',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('../pages/reports/tie-out.tsx'), 'TieOutPage'),
});

const watch = createRoute({
  getParentRoute: () => inside,
  path: '/reports/watch',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('../pages/reports/watch.tsx'), 'WatchPage'),
});

const requestLog = createRoute({
  getParentRoute: () => inside,
  path: '/reports/request-log',
  component: lazyRouteComponent(() => import('../pages/reports/request-log.tsx'), 'RequestLogPage'),
});

/** The menu Reports. */
export const reportRoutes = [tieOut, watch, requestLog] as const;

const errors = createRoute({
  getParentRoute: () => inside,
  path: '/help/errors',
  component: lazyRouteComponent(() => import('../pages/help/errors.tsx'), 'ErrorsPage'),
});

const about = createRoute({
  getParentRoute: () => inside,
  path: '/help/about',
  component: lazyRouteComponent(() => import('../pages/help/about.tsx'), 'AboutPage'),
});

/** The menu Help. */
export const helpRoutes = [errors, about] as const;
