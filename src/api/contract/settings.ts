import { z } from 'zod';
import { GRANTS } from '../../domain/connection.ts';
import { settingsSchema } from '../../domain/settings.ts';
import { define } from './define.ts';

/** The global settings without what is kept apart in test mode. */
export const pageSettingsShape = settingsSchema.omit({ clientId: true, tenant: true });

/** The app at Xero and the organisation, as a page shows them. */
export const credentialsShape = z.object({
  grant: z.enum(GRANTS),
  clientId: z.string(),
  secret: z
    .object({
      lastFour: z.string(),
      enteredAt: z.string(),
      enteredBy: z.string(),
      note: z.string(),
    })
    .nullable(),
  tenant: z.string(),
});

/** The same as a page gives them; a blank secret leaves the one that is kept. */
export const wantedCredentialsShape = z.object({
  grant: z.enum(GRANTS),
  clientId: z.string().max(100),
  secret: z.string().max(500),
  note: z.string().max(200),
  tenant: z.string().max(100),
});

/** What a page that saves is told: the version that it saves from next. */
export const savedShape = z.object({ version: z.string() });

export type PageSettings = z.output<typeof pageSettingsShape>;
export type Credentials = z.output<typeof credentialsShape>;
export type WantedCredentials = z.output<typeof wantedCredentialsShape>;

const named = z.object({ code: z.string(), description: z.string() });

/** The pages of Tools, Global Settings. */
export const readGlobalSettings = define({
  method: 'GET',
  url: '/api/v1/settings',
  needs: 'read',
  reply: z.object({
    version: z.string(),
    settings: pageSettingsShape,
    credentials: credentialsShape,
    /** In force: as set, or as it follows from the public address. */
    redirectUri: z.string(),
    gstCodes: z.array(named),
    /** The first of each list, for examples. */
    example: z.object({
      glAccount: z.string(),
      branch: z.string(),
      department: z.string(),
      entity: z.string(),
    }),
  }),
});

/** What is not named stays as it is. */
export const saveGlobalSettings = define({
  method: 'PUT',
  url: '/api/v1/settings',
  needs: 'configure',
  body: z.object({
    basedOn: z.string(),
    settings: pageSettingsShape.partial(),
    credentials: wantedCredentialsShape.optional(),
  }),
  reply: savedShape,
});
