import { z } from 'zod';
import { define } from './define.ts';
import { exportIdPath } from './exports.ts';
import { startedShape } from './jobs.ts';
import { dayText, moneyText } from './shapes.ts';

/** What the job of `decideDocument` gives. */
export const decidedShape = z.object({
  exportId: z.string(),
  state: z.string(),
  isPreview: z.boolean(),
  part: z.number(),
  text: z.string(),
  total: moneyText,
  decided: z.enum(['posted', 'notPosted']),
  documentState: z.string(),
  xeroId: z.string().nullable(),
  /** How what stands in Xero differs from what was sent; blank where it does not. */
  differences: z.string(),
  inXero: z.array(
    z.object({ xeroId: z.string(), status: z.string(), date: dayText, text: z.string() }),
  ),
});

export type Decided = z.output<typeof decidedShape>;

/** Decides on a document that waits for a person, or says what deciding would find. */
export const decideDocument = define({
  method: 'POST',
  url: '/api/v1/exports/:exportId/documents/:part/decision',
  needs: 'export',
  path: exportIdPath.extend({ part: z.coerce.number().int().min(1) }),
  body: z
    .object({
      decidedAs: z.enum(['posted', 'notPosted']),
      /** The document in Xero that stands for it, where the person names one. */
      xeroId: z.string().trim().min(1).max(100).optional(),
      reason: z.string().trim().min(1).max(1000),
      isPreview: z.boolean(),
    })
    .refine(({ decidedAs, xeroId }) => decidedAs === 'posted' || xeroId === undefined, {
      message: 'an id in Xero names what is posted',
      path: ['xeroId'],
    }),
  reply: startedShape,
});
