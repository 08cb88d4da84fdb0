import { z } from 'zod';
import { CATALOG_SCHEMAS } from '../../domain/catalog.ts';
import { define } from './define.ts';
import {
  credentialsShape,
  pageSettingsShape,
  savedShape,
  wantedCredentialsShape,
} from './settings.ts';

const entityShape = CATALOG_SCHEMAS.entities;
const pageEntityShape = entityShape.omit({ clientId: true, tenant: true });
const codePath = z.object({ code: z.string() });

export type PageEntity = z.output<typeof pageEntityShape>;

/** Admin, Entities. */
export const listEntities = define({
  method: 'GET',
  url: '/api/v1/entities',
  needs: 'read',
  reply: z.object({
    entities: z.array(
      z.object({
        code: z.string(),
        description: z.string(),
        startDate: z.string(),
        /** Blank where it uses the global connection. */
        organisationName: z.string(),
      }),
    ),
  }),
});

/** One entity with what its blank fields inherit. */
export const readEntity = define({
  method: 'GET',
  url: '/api/v1/entities/:code',
  needs: 'read',
  path: codePath,
  reply: z.object({
    version: z.string(),
    entity: pageEntityShape,
    credentials: credentialsShape,
    inherited: pageSettingsShape
      .pick({ accountStructure: true, defaultContact: true, trackingA: true, trackingB: true })
      .extend({ clientId: z.string(), tenant: z.string() }),
  }),
});

/** Refused where there is one of that code. */
export const addEntity = define({
  method: 'POST',
  url: '/api/v1/entities',
  needs: 'configure',
  body: z.object({ entity: pageEntityShape }),
  reply: savedShape,
});

/** All of it is given, as it was read with what was changed. */
export const saveEntity = define({
  method: 'PUT',
  url: '/api/v1/entities/:code',
  needs: 'configure',
  path: codePath,
  body: z.object({
    basedOn: z.string(),
    entity: pageEntityShape,
    credentials: wantedCredentialsShape.optional(),
  }),
  reply: savedShape,
});
