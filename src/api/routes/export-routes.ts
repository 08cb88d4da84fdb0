import type { FastifyInstance } from 'fastify';
import { succeed } from '../../domain/problem.ts';
import { exportFileTask } from '../../tasks/export-file.ts';
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
      const runningJob =
        context.jobs.running(sendingSubject(visitor.mode, exportId), code) ??
        context.jobs.running(undoSubject(visitor.mode, exportId), code) ??
        null;
      return succeed({ ...shown.value, runningJob });
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
    contentType: 'text/csv; charset=utf-8',
    nameOf: ({ path }) => `${path.exportId}.csv`,
    write: ({ visitor, path }, file) => exportFileTask(visitor.context, { ...path, file }),
  });
}
