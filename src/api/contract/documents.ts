import { z } from 'zod';
import { define } from './define.ts';
import { documentShape, exportIdPath } from './exports.ts';
import { dayText, moneyText } from './shapes.ts';

const foundLineShape = z.object({
  account: z.string(),
  description: z.string(),
  amount: moneyText,
  gst: moneyText,
  taxType: z.string(),
  options: z.string(),
});

/** What reading a document back proved. */
const receiptShape = z.object({
  readAt: z.string(),
  xeroStatus: z.string(),
  isReconciled: z.boolean(),
  /** A person decided that what was found stands for the document. */
  isAccepted: z.boolean(),
  foundHash: z.string(),
  differences: z.array(z.object({ field: z.string(), sent: z.string(), found: z.string() })),
  found: z.object({ date: dayText, text: z.string(), lines: z.array(foundLineShape) }),
});

const documentEventShape = z.object({
  at: z.string(),
  actor: z.string().nullable(),
  what: z.string(),
  details: z.string(),
});

export type Receipt = z.output<typeof receiptShape>;
export type FoundLine = z.output<typeof foundLineShape>;
export type DocumentEvent = z.output<typeof documentEventShape>;

const shownDocumentShape = documentShape.extend({
  exportId: z.string(),
  batchState: z.string(),
  documentKey: z.string(),
  marker: z.string(),
  contactId: z.string(),
  /** Where a person sees it in Xero, or in the twin. */
  xeroLink: z.string().nullable(),
  /** The exact bytes of its element. */
  body: z.string(),
  reverses: z.number().nullable(),
  reversedBy: z.number().nullable(),
  receipt: receiptShape.nullable(),
  history: z.array(documentEventShape),
});

export type ShownDocument = z.output<typeof shownDocumentShape>;

/** One document of a batch: what was sent, what Xero shows, and what happened on the way. */
export const readDocument = define({
  method: 'GET',
  url: '/api/v1/exports/:exportId/documents/:part',
  needs: 'read',
  path: exportIdPath.extend({ part: z.coerce.number().int().min(1) }),
  reply: shownDocumentShape,
});

const placeShape = z.object({
  exportId: z.string(),
  stream: z.enum(['journals', 'bank']),
  isTakenBack: z.boolean(),
  /** Undone: the row waits again, or is in another batch. */
  isFreed: z.boolean(),
  /** 0 where no line was due. */
  part: z.number(),
  line: z.number(),
  glAccount: z.string(),
  amount: moneyText,
  kind: z.string().nullable(),
  date: dayText,
  documentState: z.string().nullable(),
  xeroId: z.string().nullable(),
  xeroLink: z.string().nullable(),
});

export type Place = z.output<typeof placeShape>;

/** A loan transaction or journal entry, and every document that it is in. */
export const readRow = define({
  method: 'GET',
  url: '/api/v1/rows/:rowId',
  needs: 'read',
  path: z.object({ rowId: z.coerce.number().int().min(1) }),
  reply: z.object({
    rowId: z.number(),
    isEntry: z.boolean(),
    source: z.string(),
    id: z.string(),
    version: z.number(),
    date: dayText,
    loanAccount: z.string(),
    clientName: z.string(),
    element: z.string(),
    reference: z.string(),
    description: z.string(),
    amount: moneyText,
    gst: moneyText,
    fileName: z.string(),
    replacedBy: z.number().nullable(),
    places: z.array(placeShape),
  }),
});
