import { z } from 'zod';
import type { AccountingDate } from '../../domain/dates.ts';
import { define } from './define.ts';
import { exportIdPath } from './exports.ts';
import { startedShape } from './jobs.ts';
import { dayText, moneyText, problemShape } from './shapes.ts';

const streamName = z.enum(['journals', 'bank']);
const day = dayText.transform((text) => text as AccountingDate);

/** What the options of a new batch may be, and what they are at first. */
export const readExportOptions = define({
  method: 'GET',
  url: '/api/v1/export-options',
  needs: 'read',
  reply: z.object({
    entities: z.array(
      z.object({ code: z.string(), description: z.string(), problems: z.array(problemShape) }),
    ),
    exportId: z.string(),
    streams: z.array(streamName),
    /** "Allow User to modify General Ledger Export settings?" */
    mayModify: z.boolean(),
  }),
});

/** The options of a batch that is to be made. */
const optionsShape = z.object({
  entity: z.string().min(1).max(100),
  upTo: day,
  /** A template or a whole id. */
  exportId: z.string().max(100),
  streams: z.array(streamName).min(1),
});

/** What an export would be. */
export const previewShape = z.object({
  exportId: z.string().nullable(),
  entity: z.string(),
  upTo: dayText,
  transactions: z.number(),
  postings: z.number(),
  lines: z.number(),
  documents: z.object({ manualJournals: z.number(), bankTransactions: z.number() }),
  debits: moneyText,
  credits: moneyText,
  gst: moneyText,
  gstXero: moneyText,
  waitingForMonthEnd: z.number(),
  excluded: z.number(),
  held: z.array(problemShape),
  problems: z.array(problemShape),
  warnings: z.array(problemShape),
  forecast: z.object({ calls: z.number(), seconds: z.number() }),
  parts: z.array(
    z.object({
      part: z.number(),
      kind: z.string(),
      date: dayText,
      text: z.string(),
      lines: z.number(),
      total: moneyText,
    }),
  ),
  gstByTaxType: z.array(
    z.object({ taxType: z.string(), lines: z.number(), amount: moneyText, gst: moneyText }),
  ),
  fingerprint: z.string(),
});

export type Preview = z.output<typeof previewShape>;

/** Starts a preview; its job gives a `previewShape`. */
export const previewExport = define({
  method: 'POST',
  url: '/api/v1/export-previews',
  needs: 'export',
  body: optionsShape,
  reply: startedShape,
});

/** What the job of `makeExport` gives. */
export const madeShape = z.object({
  /** Null where nothing waits. */
  exportId: z.string().nullable(),
  problems: z.array(problemShape),
  warnings: z.array(problemShape),
  isAsSeen: z.boolean(),
  isJoined: z.boolean(),
});

/** Makes a batch of what a preview showed, and starts to send it where it is exactly that. */
export const makeExport = define({
  method: 'POST',
  url: '/api/v1/exports',
  needs: 'export',
  body: optionsShape.extend({
    seen: z.object({
      fingerprint: z.string().max(100),
      transactions: z.number(),
      lines: z.number(),
      debits: moneyText,
    }),
    isToBeSent: z.boolean(),
  }),
  reply: startedShape,
});

/** What the job of `sendExport` and `resumeExport` gives. */
export const sentShape = z.object({
  exportId: z.string(),
  state: z.string(),
  problems: z.array(problemShape),
});

/** Sends a batch, or what is left of it; an undo that was cut short goes on likewise. */
export const sendExport = define({
  method: 'POST',
  url: '/api/v1/exports/:exportId/sending',
  needs: 'export',
  path: exportIdPath,
  reply: startedShape,
});

/** Asks a sending that runs to stop after the calls that are under way. */
export const pauseExport = define({
  method: 'DELETE',
  url: '/api/v1/exports/:exportId/sending',
  needs: 'export',
  path: exportIdPath,
  reply: z.object({ wasRunning: z.boolean() }),
});

const undoWantedShape = z
  .object({
    parts: z.array(z.number().int().min(1)).max(100_000).optional(),
    date: day.optional(),
    holdsRows: z.boolean(),
    acceptsEdits: z.boolean(),
    reason: z.string().max(1000),
  })
  .refine(({ parts, date }) => parts === undefined || date === undefined, {
    message: 'documents and a day exclude each other',
  })
  .refine(({ acceptsEdits, reason }) => !acceptsEdits || reason.trim() !== '', {
    message: 'undoing what somebody changed in Xero needs a reason',
    path: ['reason'],
  });

/** What undoing would do to each document, or did. */
export const undoShape = z.object({
  exportId: z.string(),
  state: z.string(),
  isPreview: z.boolean(),
  documents: z.array(
    z.object({
      part: z.number(),
      kind: z.string(),
      date: dayText,
      text: z.string(),
      total: moneyText,
      action: z.string(),
      state: z.string(),
      xeroId: z.string().nullable(),
      mirrorPart: z.number().nullable(),
      reason: problemShape.nullable(),
    }),
  ),
  rows: z.object({ journals: z.number(), bank: z.number() }),
  isHeld: z.boolean(),
  clearing: z.array(z.object({ code: z.string(), amount: moneyText })),
  problems: z.array(problemShape),
  warnings: z.array(problemShape),
});

export type UndoReport = z.output<typeof undoShape>;

/** Says what undoing would do; its job gives an `undoShape`. */
export const previewUndo = define({
  method: 'POST',
  url: '/api/v1/exports/:exportId/undo-preview',
  needs: 'export',
  path: exportIdPath,
  body: undoWantedShape,
  reply: startedShape,
});

/** Undoes a batch, or some of its documents. */
export const undoExport = define({
  method: 'POST',
  url: '/api/v1/exports/:exportId/undo',
  needs: 'export',
  path: exportIdPath,
  body: undoWantedShape,
  reply: startedShape,
});

/** Lets rows go that an undo held. */
export const releaseExport = define({
  method: 'POST',
  url: '/api/v1/exports/:exportId/release',
  needs: 'export',
  path: exportIdPath,
  reply: z.object({ exportId: z.string(), rows: z.number() }),
});

/** What a batch is written as: its lines or its postings to read, or a workbook of both. */
export const FILE_FORMATS = ['csv', 'postings', 'xlsx'] as const;

/** A batch as a file. */
export const readExportFile = define({
  method: 'GET',
  url: '/api/v1/exports/:exportId/file',
  needs: 'read',
  path: exportIdPath,
  query: z.object({ format: z.enum(FILE_FORMATS).default('csv') }),
  reply: z.unknown(),
});

/** What the job of `proveExport` gives; difference = Xero's minus ours. */
export const provenShape = z.object({
  date: dayText,
  accounts: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      ours: moneyText,
      xero: moneyText,
      difference: moneyText,
      unexplained: moneyText,
    }),
  ),
  unexplained: moneyText,
});

/** Ties out the organisation of a batch at its last day. */
export const proveExport = define({
  method: 'POST',
  url: '/api/v1/exports/:exportId/proof',
  needs: 'read',
  path: exportIdPath,
  reply: startedShape,
});
