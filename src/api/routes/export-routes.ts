import type { FastifyInstance } from 'fastify';
import { succeed } from '../../domain/problem.ts';
import { exportFileTask } from '../../tasks/export-file.ts';
import { exportPostingsFileTask } from '../../tasks/export-file-postings.ts';
import { exportWorkbookTask } from '../../tasks/export-file-workbook.ts';
import { exportOptionsTask } from '../../tasks/export-options.ts';
import { showBatchTask } from '../../tasks/show-batch.ts';
import { showDocumentTask } from '../../tasks/show-document.ts';
import { listExportsTask } from '../../tasks/show-exports.ts';
import { linesPageTask, postingsPageTask } from '../../tasks/show-lines.ts';
import { showRowTask } from '../../tasks/show-row.ts';
import { readDocument, readRow } from '../contract/documents.ts';
import { readExportFile, readExportOptions } from '../contract/export-acts.ts';
import * as contract from '../contract/exports.ts';
import { sendingSubject, undoSubject } from './export-act-routes.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import { serveFile } from './serve-file.ts';
import type { ServerContext } from './server-context.ts';

/** Export batches, down to the rows behind them. */
export function exportRoutes(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.listExports,
    handler: async ({ visitor }) => succeed(await listExportsTask(visitor.context)),
  });
  serveEndpoint(server, context, {
    endpoint: contract.readExport,
    handler: async ({ visitor, path: { exportId } }) => {
      const shown = await showBatchTask(visitor.context, exportId);
      if (!shown.ok) return shown;
      const { code } = visitor.user;
      const sending = context.jobs.running(sendingSubject(visitor.mode, exportId), code);
      const undoing = context.jobs.running(undoSubject(visitor.mode, exportId), code);
      const runningJob = sending ?? undoing ?? null;
      return succeed({ ...shown.value, runningJob, isPausable: sending !== undefined });
    },
  });
  serveEndpoint(server, context, {
    endpoint: readDocument,
    handler: async ({ visitor, path }) => showDocumentTask(visitor.context, path),
  });
  serveEndpoint(server, context, {
    endpoint: contract.readLines,
    handler: async ({ visitor, path, query: { after } }) =>
      linesPageTask(visitor.context, { ...path, after }),
  });
  serveEndpoint(server, context, {
    endpoint: contract.readPostings,
    handler: async ({ visitor, path, query: { after } }) =>
      postingsPageTask(visitor.context, { ...path, after }),
  });
  serveEndpoint(server, context, {
    endpoint: readRow,
    handler: async ({ visitor, path }) => showRowTask(visitor.context, path.rowId),
  });
  serveEndpoint(server, context, {
    endpoint: readExportOptions,
    handler: async ({ visitor }) => succeed(await exportOptionsTask(visitor.context)),
  });
  serveFile(server, context, {
    endpoint: readExportFile,
    typeOf: ({ query }) => FILES[query.format].type,
    nameOf: ({ path, query }) => `${path.exportId}${FILES[query.format].ending}`,
    write: ({ visitor, path, query }, file) =>
      FILES[query.format].write(visitor.context, { ...path, file }),
  });
}

const CSV = 'text/csv; charset=utf-8';
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The ways to write a batch. */
const FILES = {
  csv: { type: CSV, ending: '.csv', write: exportFileTask },
  postings: { type: CSV, ending: '-postings.csv', write: exportPostingsFileTask },
  xlsx: { type: WORKBOOK, ending: '.xlsx', write: exportWorkbookTask },
} as const;
