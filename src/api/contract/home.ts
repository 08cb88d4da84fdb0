import { z } from 'zod';
import { define } from './define.ts';
import { batchShape } from './exports.ts';
import { dayText, moneyText, problemShape } from './shapes.ts';

const connectionShape = z.object({
  organisation: z.string(),
  authorisedBy: z.string(),
  /** Null where it cannot end by itself. */
  daysLeft: z.number().nullable(),
  endReason: z.string().nullable(),
  /** False where it is that of the global settings. */
  isOwn: z.boolean(),
});

const entityHomeShape = z.object({
  entity: z.string(),
  description: z.string(),
  connection: connectionShape.nullable(),
  lastExports: z.array(batchShape),
  /** What waits for a person. */
  attention: z.array(z.object({ text: z.string(), exportId: z.string().nullable() })),
  tieOut: z
    .object({
      date: dayText,
      madeAt: z.string(),
      accounts: z.number(),
      unexplained: moneyText,
    })
    .nullable(),
});

const waitingShape = z.object({
  entity: z.string(),
  rows: z.number(),
  oldest: dayText.nullable(),
  /** By age in days; the last has no end. */
  ages: z.array(z.object({ upToDays: z.number().nullable(), rows: z.number() })),
});

export type EntityHome = z.output<typeof entityHomeShape>;
export type Waiting = z.output<typeof waitingShape>;

/** Each entity of the mode in force. */
export const readHome = define({
  method: 'GET',
  url: '/api/v1/home',
  needs: 'read',
  reply: z.object({
    entities: z.array(entityHomeShape),
    problems: z.array(problemShape),
    warnings: z.array(problemShape),
  }),
});

/** Transactions that are in no batch yet; counted anew after each import, plan and undo. */
export const readWaiting = define({
  method: 'GET',
  url: '/api/v1/home/waiting',
  needs: 'read',
  reply: z.object({
    entities: z.array(waitingShape),
    /** Of the last days on which anything waits, the oldest first. */
    days: z.array(z.object({ entity: z.string(), date: dayText, rows: z.number() })),
  }),
});

/** What stands in Xero by month, the oldest first. */
export const readExportedMonths = define({
  method: 'GET',
  url: '/api/v1/home/exported',
  needs: 'read',
  reply: z.object({
    months: z.array(
      z.object({
        entity: z.string(),
        month: z.string(),
        documents: z.number(),
        total: moneyText,
      }),
    ),
  }),
});
