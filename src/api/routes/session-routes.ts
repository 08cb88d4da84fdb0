import type { FastifyInstance } from 'fastify';
import { mayDo, PERMISSIONS } from '../../domain/people.ts';
import { succeed } from '../../domain/problem.ts';
import { listUsers } from '../../store/people-reader.ts';
import { preferMode as keepPreference } from '../../store/people-writer.ts';
import { changePasswordTask } from '../../tasks/people/change-password.ts';
import { choosePasswordTask } from '../../tasks/people/password-link.ts';
import { signInTask, signOutTask } from '../../tasks/people/sign-in.ts';
import * as contract from '../contract/session.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext, Visitor } from './server-context.ts';
import { secretOf, setSession, visitOf, visitorOf } from './visitor.ts';

/** Signing in and out, and what belongs to the person who is signed in. */
export function sessionRoutes(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.readSession,
    handler: async ({ raw }) => {
      const visitor = await visitorOf(context, raw);
      const users = await listUsers(context.store.reader);
      const hasAdministrator = users.some((one) => one.hasPassword && !one.isDisabled);
      return succeed({ session: visitor ? sessionOf(visitor) : null, hasAdministrator });
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.signIn,
    handler: async ({ raw, reply, body }) => {
      const { user: code, password } = body;
      const signedIn = await signInTask(visitOf(context, raw), { code, password });
      if (!signedIn.ok) return signedIn;
      setSession(context, reply, signedIn.value.secret);
      return succeed({});
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.signOut,
    handler: async ({ raw, reply, visitor }) => {
      const secret = secretOf(context, raw) ?? '';
      await signOutTask(visitOf(context, raw), visitor.user, secret);
      setSession(context, reply, undefined);
      return succeed({});
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.choosePassword,
    handler: async ({ body }) => {
      const act = { actor: 'link', mode: 'production', at: context.now() } as const;
      const chosen = await choosePasswordTask(context.store, act, body);
      return chosen.ok ? succeed({ user: chosen.value.code }) : chosen;
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.changePassword,
    handler: async ({ visitor, raw, reply, body }) => {
      const { user } = visitor;
      const changed = await changePasswordTask(visitOf(context, raw), { user, ...body });
      if (!changed.ok) return changed;
      setSession(context, reply, changed.value.secret);
      return succeed({});
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.preferMode,
    handler: async ({ visitor, body }) => {
      const { user } = visitor;
      await keepPreference(context.store, visitor.context.act(), { user, mode: body.mode });
      return succeed({});
    },
  });
}

function sessionOf({ user, mode, isTestForced }: Visitor) {
  const { code, name, level } = user;
  return {
    user: { code, name, level, mode: user.mode },
    permissions: PERMISSIONS.filter((one) => mayDo(level, one)),
    mode,
    isTestForced,
  };
}
