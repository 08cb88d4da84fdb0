import type { FastifyInstance } from 'fastify';
import { succeed } from '../../domain/problem.ts';
import {
  addUserTask,
  changeUserTask,
  listUsersTask,
  resetPasswordTask,
} from '../../tasks/people/users.ts';
import * as contract from '../contract/users.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';

/** Who may use the app. */
export function userRoutes(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.listUsers,
    handler: async ({ visitor }) => succeed(await listUsersTask(visitor.context)),
  });
  serveEndpoint(server, context, {
    endpoint: contract.addUser,
    handler: async ({ visitor, body: { user: code, name, level } }) => {
      const byLevel = visitor.user.level;
      return addUserTask(visitor.context, { code, name, level, byLevel });
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.changeUser,
    handler: async ({ visitor, path: { user: code }, body: { basedOn, ...change } }) => {
      const byLevel = visitor.user.level;
      const wanted = { code, change, byLevel, basedOn: Number(basedOn) };
      return changeUserTask(visitor.context, wanted);
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.newUserLink,
    handler: async ({ visitor, path: { user: code } }) =>
      resetPasswordTask(visitor.context, { code, byLevel: visitor.user.level }),
  });
}
