import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail, problem, succeed } from '../../domain/problem.ts';
import { loadSettings } from '../../store/catalog-reader.ts';
import { disconnect } from '../../tasks/connection/disconnect.ts';
import { type ShownConnection, showConnections } from '../../tasks/connection/show-connections.ts';
import { endConsent } from '../../tasks/connection/sign-in.ts';
import { beginFromPage } from '../../tasks/connection/sign-in-from-page.ts';
import * as contract from '../contract/connection.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';
import { secretOf } from './visitor.ts';
import { sendBrowsersOn, type WaysBack } from './ways-back.ts';

/** Signing in to Xero by a page: leaving for it, coming back, and ending it. */
export function connectionRoutes(
  server: FastifyInstance,
  context: ServerContext,
  ways: WaysBack,
): void {
  sendBrowsersOn(server, ways);
  serveEndpoint(server, context, {
    endpoint: contract.readConnection,
    handler: async ({ visitor, query: { entity } }) => {
      const shown = await showConnections(visitor.context, { isKeptAlive: false });
      if (!shown.ok) return shown;
      const { connections, problems, warnings } = shown.value;
      const found = connections.find((one) => one.entity === entity);
      const scope = entity === '' ? 'the global settings' : `entity ${entity}`;
      const ofThis = (one: { facts: Readonly<Record<string, unknown>> }) =>
        one.facts.scope === scope;
      return succeed({
        connection: found === undefined ? null : shape(found),
        problems: problems.filter(ofThis),
        warnings: warnings.filter(ofThis),
      });
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.beginSignIn,
    handler: async ({ visitor, raw, body: { entity } }) => {
      // Whoever comes back must be the one who left, in the same browser.
      const session = secretOf(context, raw) ?? '';
      const begun = await beginFromPage(visitor.context, { entity, session });
      if (!begun.ok) return begun;
      const { waiting, kept } = begun.value;
      if (waiting === undefined) return succeed({ address: null, warnings: kept.warnings });
      const { address, redirectUri, warnings } = waiting;
      const home = await homeOf(context, raw);
      const ownPort = raw.socket.localPort ?? 0;
      const expected = await ways.expect({ address, redirectUri, home, ownPort });
      return expected.ok ? succeed({ address, warnings }) : expected;
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.finishSignIn,
    handler: async ({ visitor, raw, body: { answer } }) => {
      const text = ways.take(answer);
      if (text === undefined) return fail(problem('xero_consent.used'));
      const session = secretOf(context, raw) ?? '';
      const kept = await endConsent(visitor.context, { text, session });
      if (!kept.ok) return kept;
      const { connection, warnings } = kept.value;
      const { entity, organisationName } = connection;
      return succeed({ entity, organisationName, warnings });
    },
  });
  serveEndpoint(server, context, {
    endpoint: contract.endConnection,
    handler: async ({ visitor, query: { entity } }) =>
      disconnect(visitor.context, { entity, isForgotten: false }),
  });
}

/** The app as the browser sees it; a browser tells by itself where its page came from. */
async function homeOf({ store }: ServerContext, { headers, protocol, host }: FastifyRequest) {
  const { publicAddress } = await loadSettings(store.reader);
  if (publicAddress !== '') return new URL(publicAddress).origin;
  return headers.origin ?? `${protocol}://${host}`;
}

function shape(connection: ShownConnection): contract.Connection {
  const { refreshedAt = null, daysLeft = null, endReason = null } = connection;
  return { ...connection, refreshedAt, daysLeft, endReason };
}
