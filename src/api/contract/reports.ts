import { z } from 'zod';
import type { AccountingDate } from '../../domain/dates.ts';
import type { DriftKind } from '../../domain/drift.ts';
import type { TieOutClass } from '../../domain/tie-out.ts';
import { define } from './define.ts';
import { startedShape } from './jobs.ts';
import { dayText, moneyText } from './shapes.ts';

const entityCode = z.string().min(1).max(100);

/** What the job of `makeTieOut` gives; difference = Xero's minus ours. */
export const tieOutShape = z.object({
  entity: z.string(),
  date: dayText,
  accounts: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      ours: moneyText,
      shares: z.record(z.string(), moneyText),
      xero: moneyText,
      difference: moneyText,
      others: moneyText,
      classes: z.record(z.string() as z.ZodType<TieOutClass, TieOutClass>, moneyText),
      unexplained: moneyText,
    }),
  ),
  reasons: z.array(
    z.object({ code: z.string(), class: z.string(), amount: moneyText, of: z.string() }),
  ),
  clearing: z.array(
    z.object({
      code: z.string(),
      balance: moneyText,
      items: z.array(
        z.object({
          date: dayText,
          ageDays: z.number(),
          amount: moneyText,
          of: z.array(z.string()),
        }),
      ),
    }),
  ),
  unplaced: z.array(
    z.object({
      reason: z.string(),
      stream: z.string(),
      rows: z.number(),
      amount: z.string(),
      examples: z.string(),
    }),
  ),
  unexplained: moneyText,
});

export type TieOut = z.output<typeof tieOutShape>;

/** Ties out the organisation of an entity at a day. */
export const makeTieOut = define({
  method: 'POST',
  url: '/api/v1/tie-outs',
  needs: 'read',
  body: z.object({
    entity: entityCode,
    date: dayText.transform((text) => text as AccountingDate),
  }),
  reply: startedShape,
});

/** What the last tie-outs of an entity came to, the newest first. */
export const listTieOuts = define({
  method: 'GET',
  url: '/api/v1/tie-outs',
  needs: 'read',
  query: z.object({ entity: entityCode }),
  reply: z.object({
    made: z.array(
      z.object({
        date: dayText,
        madeAt: z.string(),
        madeBy: z.string(),
        accounts: z.number(),
        unexplained: moneyText,
      }),
    ),
  }),
});

/** What the job of `makeWatch` gives. */
export const watchShape = z.object({
  entity: z.string(),
  organisation: z.string(),
  documents: z.number(),
  drift: z.array(
    z.object({
      kind: z.string() as z.ZodType<DriftKind, DriftKind>,
      /** Blank for one of others. */
      document: z.string(),
      xeroId: z.string(),
      date: dayText,
      text: z.string(),
      amount: moneyText,
      accounts: z.array(z.string()),
      differences: z.string(),
    }),
  ),
});

export type Watch = z.output<typeof watchShape>;

/** Looks for what somebody changed in the organisation of an entity. */
export const makeWatch = define({
  method: 'POST',
  url: '/api/v1/watches',
  needs: 'read',
  body: z.object({ entity: entityCode }),
  reply: startedShape,
});

const requestHeadShape = z.object({
  request_id: z.number(),
  at: z.string(),
  export_id: z.string(),
  documents: z.number(),
  method: z.string(),
  path: z.string(),
  tenant_id: z.string(),
  outcome: z.string(),
  http_status: z.number().nullable(),
  reason: z.string(),
  duration_ms: z.number(),
  minute_left: z.number().nullable(),
  day_left: z.number().nullable(),
  correlation_id: z.string(),
});

export type RequestHead = z.output<typeof requestHeadShape>;

/** Calls to Xero, the newest first; `next` given as `after` leads on. */
export const listRequests = define({
  method: 'GET',
  url: '/api/v1/requests',
  needs: 'read',
  query: z.object({
    onlyFailed: z.stringbool().optional(),
    after: z.coerce.number().int().min(0).optional(),
  }),
  reply: z.object({ rows: z.array(requestHeadShape), next: z.number().nullable() }),
});

/** One call, with what was sent and answered. */
export const readRequest = define({
  method: 'GET',
  url: '/api/v1/requests/:requestId',
  needs: 'read',
  path: z.object({ requestId: z.coerce.number().int().min(0) }),
  reply: requestHeadShape.extend({ request_body: z.string(), answer_body: z.string() }),
});

/** Which program this is. */
export const readAbout = define({
  method: 'GET',
  url: '/api/v1/about',
  needs: 'own',
  reply: z.object({ version: z.string() }),
});
