import { z } from 'zod';
import { define } from './define.ts';
import { dayText, moneyText, problemShape } from './shapes.ts';

/** One export batch in a list. */
export const batchShape = z.object({
  exportId: z.string(),
  entity: z.string(),
  organisation: z.string(),
  state: z.string(),
  upTo: dayText,
  createdAt: z.string(),
  createdBy: z.string(),
  transactions: z.number(),
  documents: z.record(z.string(), z.number()),
  debits: moneyText,
  wakeAt: z.string().nullable(),
  waitsFor: z.string().nullable(),
});

/** One document of a batch. */
export const documentShape = z.object({
  part: z.number(),
  kind: z.string(),
  date: dayText,
  text: z.string(),
  state: z.string(),
  xeroId: z.string().nullable(),
  lines: z.number(),
  total: moneyText,
  problem: problemShape.nullable(),
});

export type Batch = z.output<typeof batchShape>;
export type Document = z.output<typeof documentShape>;

const exportIdPath = z.object({ exportId: z.string() });

/** All batches of the mode in force, the newest first. */
export const listExports = define({
  method: 'GET',
  url: '/api/v1/exports',
  needs: 'read',
  reply: z.object({ batches: z.array(batchShape) }),
});

/** One batch with its documents. */
export const readExport = define({
  method: 'GET',
  url: '/api/v1/exports/:exportId',
  needs: 'read',
  path: exportIdPath,
  reply: batchShape.extend({ awaitingApproval: z.number(), parts: z.array(documentShape) }),
});
