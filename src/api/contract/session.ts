import { z } from 'zod';
import { PERMISSIONS, USER_LEVELS } from '../../domain/people.ts';
import { define } from './define.ts';
import { modeName } from './shapes.ts';

/** Who is signed in, what that person may do, and in which mode. */
const sessionShape = z.object({
  user: z.object({
    code: z.string(),
    name: z.string(),
    level: z.enum(USER_LEVELS),
    /** What this user prefers. */
    mode: modeName,
  }),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** The mode in force: forced test mode wins over the preference. */
  mode: modeName,
  isTestForced: z.boolean(),
});

export type Session = z.output<typeof sessionShape>;

/** Whether somebody is signed in here. */
export const readSession = define({
  method: 'GET',
  url: '/api/v1/session',
  needs: 'nobody',
  reply: z.object({ session: sessionShape.nullable(), hasAdministrator: z.boolean() }),
});

/** Begins a session, whose secret the answer's cookie alone holds. */
export const signIn = define({
  method: 'POST',
  url: '/api/v1/session',
  needs: 'nobody',
  body: z.object({ user: z.string().max(100), password: z.string().max(1000) }),
  reply: z.object({}),
});

/** Ends the session of this browser. */
export const signOut = define({
  method: 'DELETE',
  url: '/api/v1/session',
  needs: 'own',
  reply: z.object({}),
});

/** By the secret of a link: of the first administrator, or of one that an administrator gave out. */
export const choosePassword = define({
  method: 'POST',
  url: '/api/v1/password',
  needs: 'nobody',
  body: z.object({ secret: z.string().max(200), password: z.string().max(1000) }),
  reply: z.object({ user: z.string() }),
});

/** "Use Test or Production Mode for Service Requests?" */
export const preferMode = define({
  method: 'PUT',
  url: '/api/v1/session/mode',
  needs: 'own',
  body: z.object({ mode: modeName }),
  reply: z.object({}),
});

/** One's own password, by the present one; every other browser of the user is signed out. */
export const changePassword = define({
  method: 'PUT',
  url: '/api/v1/session/password',
  needs: 'own',
  body: z.object({ current: z.string().max(1000), password: z.string().max(1000) }),
  reply: z.object({}),
});
