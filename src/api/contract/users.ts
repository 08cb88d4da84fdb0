import { z } from 'zod';
import { USER_LEVELS } from '../../domain/people.ts';
import { define } from './define.ts';

/** Somebody who may sign in, or might again. */
const userShape = z.object({
  user: z.string(),
  name: z.string(),
  level: z.enum(USER_LEVELS),
  isDisabled: z.boolean(),
  /** False until the one-time link was used. */
  hasPassword: z.boolean(),
  createdAt: z.string(),
  version: z.string(),
});

/** With the link, good for one use within a day, with which the user chooses a password. */
const linkShape = z.object({ user: z.string(), link: z.string() });

export type User = z.output<typeof userShape>;
export type UserLink = z.output<typeof linkShape>;

const userPath = z.object({ user: z.string() });
const userName = z.string().max(100);

/** Everybody, in the order of their ids. */
export const listUsers = define({
  method: 'GET',
  url: '/api/v1/users',
  needs: 'administerUsers',
  reply: z.object({ users: z.array(userShape) }),
});

/** Adds a user; the link is shown this once. */
export const addUser = define({
  method: 'POST',
  url: '/api/v1/users',
  needs: 'administerUsers',
  body: z.object({ user: z.string().max(100), name: userName, level: z.enum(USER_LEVELS) }),
  reply: linkShape,
});

/** What is missing stays as it is. */
export const changeUser = define({
  method: 'PUT',
  url: '/api/v1/users/:user',
  needs: 'administerUsers',
  path: userPath,
  body: z.object({
    name: userName.optional(),
    level: z.enum(USER_LEVELS).optional(),
    isDisabled: z.boolean().optional(),
    /** The version that was looked at. */
    basedOn: z.string().regex(/^\d+$/),
  }),
  reply: userShape,
});

/** For whoever forgot the password, or let a link grow old. */
export const newUserLink = define({
  method: 'POST',
  url: '/api/v1/users/:user/link',
  needs: 'administerUsers',
  path: userPath,
  reply: linkShape,
});
