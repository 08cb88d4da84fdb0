import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../queries.ts';
import { NothingHere } from '../ui/nothing-here.tsx';
import { ProblemsOf } from '../ui/problems.tsx';
import { Shell } from '../ui/shell.tsx';

/** Around every page. */
export const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  errorComponent: ({ error }) => <ProblemsOf error={error as Error} />,
  notFoundComponent: NothingHere,
});

/** Everything behind the sign-in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const { session } = await context.queries.fetchQuery(sessionQuery);
    if (session === null) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: Shell,
  notFoundComponent: NothingHere,
});
