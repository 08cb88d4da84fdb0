import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadSettings } from '../../store/catalog-reader.ts';
import { userOfSession, type Visit } from '../../tasks/people/sign-in.ts';
import type { ServerContext, Visitor } from './server-context.ts';

const COOKIE = 'tieout_session';

/** Who sent a request; undefined where nobody is signed in. Forced test mode wins over a preference. */
export async function visitorOf(
  context: ServerContext,
  request: FastifyRequest,
): Promise<Visitor | undefined> {
  const secret = secretOf(context, request);
  if (secret === undefined) return undefined;
  const user = await userOfSession(visitOf(context, request), secret);
  if (user === undefined) return undefined;
  const { forceTestMode: isTestForced } = await loadSettings(context.store.reader);
  const mode = isTestForced ? 'test' : user.mode;
  return { user, mode, isTestForced, context: context.contextFor(`user:${user.code}`, mode) };
}

export function visitOf({ store, now }: ServerContext, request: FastifyRequest): Visit {
  return { store, at: now(), address: request.ip };
}

/** What the cookie of a request holds. */
export function secretOf(context: ServerContext, request: FastifyRequest): string | undefined {
  return request.cookies[cookieName(context)];
}

/** Gives the browser a session, or takes it away; no script can read it and no other site send it. */
export function setSession(
  context: ServerContext,
  reply: FastifyReply,
  secret: string | undefined,
): void {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: context.isSecure,
  } as const;
  if (secret === undefined) void reply.clearCookie(cookieName(context), options);
  else void reply.setCookie(cookieName(context), secret, options);
}

function cookieName({ isSecure }: ServerContext): string {
  return isSecure ? `__Host-${COOKIE}` : COOKIE;
}
