import type { FastifyInstance } from 'fastify';
import { type Outcome, succeed } from '../../domain/problem.ts';
import { loadCatalog } from '../../store/catalog-reader.ts';
import { listConnectionFacts } from '../../store/connection-reader.ts';
import { redirectUriOf } from '../../tasks/connection/redirect-uri.ts';
import type { Credentials } from '../../tasks/settings/credentials.ts';
import {
  addEntity,
  listEntities,
  readEntityPage,
  saveEntity,
} from '../../tasks/settings/entities.ts';
import { readGlobalPage, saveGlobalSettings } from '../../tasks/settings/global-settings.ts';
import * as entities from '../contract/entities.ts';
import * as contract from '../contract/settings.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';

/** Global settings, and entities that replace some of them. */
export function settingsRoutes(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.readGlobalSettings,
    handler: async ({ visitor }) => {
      const page = await readGlobalPage(visitor.context);
      const catalog = await loadCatalog(context.store.reader);
      const first = (list: ReadonlyMap<string, unknown>) => list.keys().next().value ?? '';
      const { glAccounts, branches, departments } = catalog;
      return succeed({
        ...{ version: page.version, settings: page.settings },
        credentials: shown(page.credentials),
        redirectUri: redirectUriOf(page.settings),
        gstCodes: [...catalog.gstCodes.values()].map(({ code, description, taxType }) => ({
          code,
          description: description || taxType,
        })),
        example: {
          glAccount: first(glAccounts),
          branch: first(branches),
          department: first(departments),
          entity: first(catalog.entities),
        },
      });
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.saveGlobalSettings,
    handler: async ({ visitor, body }) => saveGlobalSettings(visitor.context, body),
  });
  entityRoutes(server, context);
}

function entityRoutes(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: entities.listEntities,
    handler: async ({ visitor }) => {
      const { store, mode } = visitor.context;
      const connections = await listConnectionFacts(store.reader, mode);
      const nameOf = (code: string) =>
        connections.find((one) => one.entity === code)?.organisationName ?? '';
      const all = await listEntities(visitor.context);
      return succeed({
        entities: all.map(({ code, description, startDate }) => {
          return { code, description, startDate, organisationName: nameOf(code) };
        }),
      });
    },
  });
  serveEndpoint(server, context, {
    endpoint: entities.readEntity,
    handler: async ({ visitor, path }) => {
      const page = await readEntityPage(visitor.context, path.code);
      if (!page.ok) return page;
      return succeed({ ...page.value, credentials: shown(page.value.credentials) });
    },
  });
  serveEndpoint(server, context, {
    endpoint: entities.addEntity,
    handler: async ({ visitor, body }) => addEntity(visitor.context, body.entity),
  });
  serveEndpoint(server, context, {
    endpoint: entities.saveEntity,
    handler: async ({ visitor, path, body }): Promise<Outcome<{ version: string }>> => {
      const { basedOn, entity, credentials } = body;
      const wanted = { basedOn, entity: { ...entity, code: path.code }, credentials };
      return saveEntity(visitor.context, wanted);
    },
  });
}

function shown({ secret, ...credentials }: Credentials): contract.Credentials {
  return { ...credentials, secret: secret ?? null };
}
