import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readBehaviours } from '../behaviours.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { type Answer, emptyAnswer, Refusal } from '../wire/answers.ts';
import { readBytes } from '../wire/bodies.ts';
import { authenticate, authorise, connectedOrganisation } from './authorise.ts';
import { type Call, type Endpoint, pathOf, readQuery } from './call.ts';
import { countCall } from './call-counts.ts';
import { processCall } from './process-call.ts';
import { type Admission, admit, leave, readLimits } from './rate-limits.ts';
import { respond } from './respond.ts';

const NO_STORE = { 'cache-control': 'max-age=0, no-cache, no-store', pragma: 'no-cache' };

/** Serves one call of the accounting API: who, whose books, what for, how often, then the work. */
export async function serveCall(
  databases: Databases,
  endpoint: Endpoint,
  exchange: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const { reply, request } = exchange;
  const date = new Date(twinNow(databases.books)).toUTCString();
  const headers = { ...NO_STORE, date, 'xero-correlation-id': randomUUID() };
  const count = (httpStatus: number) =>
    countCall(databases.traffic, { method: endpoint.method, path: endpoint.path, httpStatus });
  const refuse = (answer: Answer) => {
    count(answer.httpStatus);
    return reply
      .code(answer.httpStatus)
      .headers({ ...headers, ...answer.headers })
      .send(answer.body);
  };
  let call: Call;
  try {
    if (endpoint.isFile !== true) refuseXml(request);
    call = openCall(databases, endpoint, request);
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.answer);
    throw error;
  }
  const admission = admitted(databases, call);
  if (admission.callId === undefined) return refuse(emptyAnswer(429, admission.headers));
  try {
    const httpStatus = await respond({
      databases,
      reply,
      method: endpoint.method,
      path: pathOf(request.url),
      headers: { ...headers, ...admission.headers },
      work: (instead) =>
        processCall(
          call,
          instead === undefined ? endpoint : { ...endpoint, answer: () => instead },
          keyedRequest(request, endpoint),
        ),
    });
    count(httpStatus);
  } finally {
    leave(databases.traffic, admission.callId);
  }
}

/** The twin speaks JSON alone. */
function refuseXml(request: FastifyRequest): void {
  const accept = request.headers.accept ?? '*/*';
  if (!/json|\*\/\*|application\/\*/i.test(accept)) throw new Refusal(emptyAnswer(406));
}

function openCall(databases: Databases, endpoint: Endpoint, request: FastifyRequest): Call {
  const { books } = databases;
  const now = twinNow(books);
  const behaviours = readBehaviours(books);
  const isWrite = endpoint.method !== 'GET';
  const holder = authenticate(books, request.headers.authorization, now);
  const tenant = request.headers['xero-tenant-id'];
  const { organisation, role } = connectedOrganisation(books, holder, tenant?.toString());
  authorise(holder, { behaviours, role }, { resource: endpoint.resource, isWrite });
  return {
    books,
    organisation,
    app: holder.app,
    role,
    behaviours,
    now,
    isWrite,
    params: request.params as Record<string, string>,
    query: readQuery(request.url),
    modifiedSince: request.headers['if-modified-since'],
    bodyType: request.headers['content-type'],
    bodyBytes: readBytes(request),
  };
}

function admitted(databases: Databases, call: Call): Admission {
  return admit(databases.traffic, {
    clientId: call.app.client_id,
    tenantId: call.organisation.tenant_id,
    now: call.now,
    limits: readLimits(databases.books),
    behaviours: call.behaviours,
  });
}

function keyedRequest(request: FastifyRequest, endpoint: Endpoint) {
  const key = request.headers['idempotency-key'];
  const isKeyed = typeof key === 'string' && ['PUT', 'POST'].includes(endpoint.method);
  if (!isKeyed) return undefined;
  return { idempotencyKey: key, method: endpoint.method, url: request.url };
}
