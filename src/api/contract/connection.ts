import { z } from 'zod';
import { GRANTS } from '../../domain/connection.ts';
import { define } from './define.ts';
import { startedShape } from './jobs.ts';
import { modeName, problemShape } from './shapes.ts';

/** Whose connection is meant: of an entity, or blank for the global settings. */
const whose = z.object({ entity: z.string().max(100).default('') });

/** An authorisation by Xero; nothing in it is a secret. */
const connectionShape = z.object({
  grant: z.enum(GRANTS),
  clientId: z.string(),
  organisationName: z.string(),
  tenantId: z.string(),
  authorisedBy: z.string(),
  authorisedAt: z.string(),
  refreshedAt: z.string().nullable(),
  /** Until it ends when nobody uses it; null where it cannot end by itself. */
  daysLeft: z.number().nullable(),
  endReason: z.string().nullable(),
});

/** Token Data. */
export const readConnection = define({
  method: 'GET',
  url: '/api/v1/connection',
  needs: 'read',
  query: whose,
  reply: z.object({
    connection: connectionShape.nullable(),
    problems: z.array(problemShape),
    warnings: z.array(problemShape),
  }),
});

/** Begins at Xero: a browser is to be sent to the address; without one it is done already. */
export const beginSignIn = define({
  method: 'POST',
  url: '/api/v1/connection/sign-in',
  needs: 'configure',
  body: whose,
  reply: z.object({ address: z.string().nullable(), warnings: z.array(problemShape) }),
});

/** Ends it with what the browser was sent on with. */
export const finishSignIn = define({
  method: 'POST',
  url: '/api/v1/connection/sign-in/finish',
  needs: 'configure',
  body: z.object({ answer: z.string().max(100) }),
  reply: z.object({
    entity: z.string(),
    organisationName: z.string(),
    warnings: z.array(problemShape),
  }),
});

/** Takes the authorisation back at Xero and forgets it here. */
export const endConnection = define({
  method: 'DELETE',
  url: '/api/v1/connection',
  needs: 'configure',
  query: whose,
  reply: z.object({ organisationName: z.string(), warnings: z.array(problemShape) }),
});

/** Asks Xero which organisations are reached; the job gives `tenantsShape`. */
export const listTenants = define({
  method: 'POST',
  url: '/api/v1/connection/tenants',
  needs: 'read',
  body: whose,
  reply: startedShape,
});

/** The organisations that are reached, and which of them is chosen. */
export const tenantsShape = z.object({
  tenants: z.array(
    z.object({
      tenantId: z.string(),
      name: z.string(),
      isChosen: z.boolean(),
      /** What Xero says of it, by name; nothing where it does not tell. */
      facts: z.array(z.object({ name: z.string(), text: z.string() })),
    }),
  ),
  problems: z.array(problemShape),
});

/** Tries everything that an export needs; the job gives `verifiedShape`. */
export const verify = define({
  method: 'POST',
  url: '/api/v1/connection/verify',
  needs: 'read',
  body: whose,
  reply: startedShape,
});

const contactShape = z.object({
  contactId: z.string(),
  name: z.string(),
  accountNumber: z.string(),
});

/** What was tried, line by line, and the contacts that may be named. */
export const verifiedShape = z.object({
  passed: z.boolean(),
  mode: modeName,
  lines: z.array(
    z.object({
      check: z.string(),
      passed: z.boolean(),
      message: z.string(),
      problems: z.array(problemShape),
    }),
  ),
  contacts: z.array(contactShape),
});

/** Asks Xero for its contacts; the job gives `contactsShape`. */
export const listContacts = define({
  method: 'POST',
  url: '/api/v1/connection/contacts',
  needs: 'read',
  body: whose,
  reply: startedShape,
});

/** The active contacts of an organisation. */
export const contactsShape = z.object({
  organisationName: z.string(),
  /** Where somebody adds one in Xero. */
  addAddress: z.string(),
  contacts: z.array(contactShape),
});

/** Lays our tracking beside that of Xero; the job gives `trackingShape`. */
export const checkTracking = define({
  method: 'POST',
  url: '/api/v1/connection/tracking',
  needs: 'read',
  body: whose,
  reply: startedShape,
});

/** Each slot that is used: our names and ids, and what Xero has of them. */
export const trackingShape = z.object({
  organisationName: z.string(),
  slots: z.array(
    z.object({
      slot: z.enum(['A', 'B']),
      name: z.string(),
      xeroName: z.string().nullable(),
      options: z.array(
        z.object({ id: z.string(), description: z.string(), xeroOption: z.string().nullable() }),
      ),
    }),
  ),
  isMissing: z.boolean(),
  problems: z.array(problemShape),
});

/** Makes in Xero what is missing; the job gives `trackingMadeShape`. */
export const createTracking = define({
  method: 'POST',
  url: '/api/v1/connection/tracking/create',
  needs: 'configure',
  body: whose,
  reply: startedShape,
});

/** What was made, named as in the organisation. */
export const trackingMadeShape = z.object({
  categories: z.array(z.string()),
  options: z.array(z.object({ category: z.string(), option: z.string() })),
});

export type Connection = z.output<typeof connectionShape>;
export type Contact = z.output<typeof contactShape>;
export type Verified = z.output<typeof verifiedShape>;
export type Tenant = z.output<typeof tenantsShape>['tenants'][number];
export type TrackingCheck = z.output<typeof trackingShape>;
