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

/** Something that was done to a batch. */
const batchEventShape = z.object({
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

const streamName = z.enum(['journals', 'bank']);

export type Batch = z.output<typeof batchShape>;
export type Document = z.output<typeof documentShape>;
export type BatchEvent = z.output<typeof batchEventShape>;

/** Names a batch in an address. */
export const exportIdPath = z.object({ exportId: z.string() });

/** All batches of the mode in force, the newest first. */
export const listExports = define({
  method: 'GET',
  url: '/api/v1/exports',
  needs: 'read',
  reply: z.object({ batches: z.array(batchShape) }),
});

/** One batch with its documents, and the job that works on it now. */
export const readExport = define({
  method: 'GET',
  url: '/api/v1/exports/:exportId',
  needs: 'read',
  path: exportIdPath,
  reply: batchShape.extend({
    awaitingApproval: z.number(),
    parts: z.array(documentShape),
    streams: z.array(streamName),
    totals: z.object({
      postings: z.number(),
      lines: z.number(),
      manualJournals: z.number(),
      bankTransactions: z.number(),
      debits: moneyText,
      credits: moneyText,
      gst: moneyText,
      gstXero: moneyText,
    }),
    heldRows: z.number(),
    history: z.array(batchEventShape),
    runningJob: z.string().nullable(),
    isPausable: z.boolean(),
  }),
});

const NUMBER = z.coerce.number().int().min(0);

const lineShape = z.object({
  line: z.number(),
  date: dayText,
  account: z.string(),
  description: z.string(),
  taxType: z.string(),
  amount: moneyText,
  gst: moneyText,
  optionA: z.string(),
  optionB: z.string(),
  /** The bank side, which Xero makes by itself. */
  isBankSide: z.boolean(),
});

export type Line = z.output<typeof lineShape>;

/** Lines of a document; `next` given as `after` leads on. */
export const readLines = define({
  method: 'GET',
  url: '/api/v1/exports/:exportId/documents/:part/lines',
  needs: 'read',
  path: exportIdPath.extend({ part: NUMBER }),
  query: z.object({ after: NUMBER.optional() }),
  reply: z.object({ rows: z.array(lineShape), next: z.number().nullable() }),
});

const postingShape = z.object({
  rowId: z.number(),
  id: z.string(),
  version: z.number(),
  date: dayText,
  loanAccount: z.string(),
  element: z.string(),
  text: z.string(),
  amount: moneyText,
  gst: moneyText,
  /** Takes back what an earlier batch posted of the row. */
  isTakenBack: z.boolean(),
});

export type Posting = z.output<typeof postingShape>;

/** The postings behind a line. */
export const readPostings = define({
  method: 'GET',
  url: '/api/v1/exports/:exportId/documents/:part/lines/:line/postings',
  needs: 'read',
  path: exportIdPath.extend({ part: NUMBER, line: NUMBER }),
  query: z.object({ after: NUMBER.optional() }),
  reply: z.object({ rows: z.array(postingShape), next: z.number().nullable() }),
});
