import type { FastifyInstance } from 'fastify';
import { type Outcome, succeed } from '../../domain/problem.ts';
import type { Mode } from '../../domain/settings.ts';
import { makeExportTask } from '../../tasks/make-export.ts';
import { pauseExportTask } from '../../tasks/pause-export.ts';
import { previewExportTask } from '../../tasks/preview-export.ts';
import { releaseRowsTask } from '../../tasks/release-rows.ts';
import { findBatch } from '../../tasks/send-export.ts';
import { stoppable } from '../../tasks/stoppable.ts';
import { resumeExportTask, undoExportTask } from '../../tasks/undo-export.ts';
import * as contract from '../contract/export-acts.ts';
import { startTieOut } from './report-routes.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext, Visitor } from './server-context.ts';

type Started = Outcome<{ jobId: string }>;

/** What is done with export batches. Whoever starts what runs already joins it. */
export function exportActRoutes(server: FastifyInstance, context: ServerContext): void {
  planning(server, context);
  sending(server, context);
  undoing(server, context);
  proving(server, context);
  serveEndpoint(server, context, {
    endpoint: contract.releaseExport,
    handler: async ({ visitor, path }) => releaseRowsTask(visitor.context, path.exportId),
  });
}

export function sendingSubject(mode: Mode, exportId: string): string {
  return `send/${mode}/${exportId}`;
}

export function undoSubject(mode: Mode, exportId: string): string {
  return `undo/${mode}/${exportId}`;
}

function planning(server: FastifyInstance, context: ServerContext): void {
  const { jobs } = context;
  serveEndpoint(server, context, {
    endpoint: contract.previewExport,
    handler: async ({ visitor, body }): Promise<Started> => {
      const jobId = jobs.start({
        user: visitor.user.code,
        title: `Preview for ${body.entity} up to ${body.upTo}`,
        subject: `preview/${visitor.mode}/${JSON.stringify(body)}`,
        work: (onProgress) => previewExportTask(visitor.context, { ...body, onProgress }),
      });
      return succeed({ jobId });
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.makeExport,
    handler: async ({ visitor, body }): Promise<Started> => {
      const { isToBeSent, seen, ...options } = body;
      const jobId = jobs.start({
        user: visitor.user.code,
        title: `Making the batch of ${body.entity} up to ${body.upTo}`,
        subject: `make/${visitor.mode}/${JSON.stringify(options)}`,
        work: async (onProgress) => {
          const made = await makeExportTask(visitor.context, { ...options, seen, onProgress });
          if (!made.ok) return made;
          const { exportId, isAsSeen } = made.value;
          if (exportId !== null && isAsSeen && isToBeSent) startSending(context, visitor, exportId);
          return made;
        },
      });
      return succeed({ jobId });
    },
  });
}

function sending(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.sendExport,
    handler: async ({ visitor, path }): Promise<Started> =>
      succeed({ jobId: startSending(context, visitor, path.exportId) }),
  });
  serveEndpoint(server, context, {
    endpoint: contract.pauseExport,
    handler: async ({ visitor, path }) => {
      const wasRunning = context.jobs.stop(sendingSubject(visitor.mode, path.exportId));
      return succeed({ wasRunning });
    },
  });
}

function proving(server: FastifyInstance, context: ServerContext): void {
  serveEndpoint(server, context, {
    endpoint: contract.proveExport,
    handler: async ({ visitor, path: { exportId } }): Promise<Started> => {
      const batch = await findBatch(visitor.context, exportId);
      if (!batch.ok) return batch;
      const { entity, upTo: date } = batch.value;
      return succeed({ jobId: startTieOut(context, visitor, { entity, date }) });
    },
  });
}

function startSending({ jobs }: ServerContext, visitor: Visitor, exportId: string): string {
  return jobs.start({
    user: visitor.user.code,
    title: `Sending ${exportId}`,
    subject: sendingSubject(visitor.mode, exportId),
    work: async (onProgress, stop) => {
      const { context } = visitor;
      const sent = await resumeExportTask(stoppable(context, stop), exportId, onProgress);
      if (stop.aborted) await pauseExportTask(context, exportId);
      return sent;
    },
  });
}

function undoing(server: FastifyInstance, context: ServerContext): void {
  const { jobs } = context;
  serveEndpoint(server, context, {
    endpoint: contract.previewUndo,
    handler: async ({ visitor, path: { exportId }, body }): Promise<Started> => {
      const jobId = jobs.start({
        user: visitor.user.code,
        title: `What undoing ${exportId} would do`,
        subject: `undo-preview/${visitor.mode}/${exportId}/${JSON.stringify(body)}`,
        work: (onProgress) =>
          undoExportTask(visitor.context, {
            ...{ ...body, exportId, isPreview: true, onProgress },
            ...{ parts: body.parts, date: body.date },
          }),
      });
      return succeed({ jobId });
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.undoExport,
    handler: async ({ visitor, path: { exportId }, body }): Promise<Started> => {
      const jobId = jobs.start({
        user: visitor.user.code,
        title: `Undoing ${exportId}`,
        subject: undoSubject(visitor.mode, exportId),
        work: (onProgress) =>
          undoExportTask(visitor.context, {
            ...{ ...body, exportId, isPreview: false, onProgress },
            ...{ parts: body.parts, date: body.date },
          }),
      });
      return succeed({ jobId });
    },
  });
}
