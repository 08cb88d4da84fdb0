import type { FastifyInstance } from 'fastify';
import { type Outcome, succeed } from '../../domain/problem.ts';
import { listContactsTask } from '../../tasks/connection/list-contacts.ts';
import { organisationFacts } from '../../tasks/connection/organisation-facts.ts';
import { type ReachedOrganisation, showTenants } from '../../tasks/connection/show-connections.ts';
import { createTracking } from '../../tasks/create-tracking.ts';
import type { TaskContext } from '../../tasks/task-context.ts';
import { checkTrackingTask } from '../../tasks/tracking-check.ts';
import { verifyConnection } from '../../tasks/verify-connection.ts';
import * as contract from '../contract/connection.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import type { ServerContext } from './server-context.ts';

type AskingEndpoint = typeof contract.verify;

/** What is asked of Xero for a page: each as a job, for Xero takes its time. */
export function xeroRoutes(server: FastifyInstance, context: ServerContext): void {
  const asking = (
    endpoint: AskingEndpoint,
    title: string,
    work: (task: TaskContext, entity: string) => Promise<Outcome<unknown>>,
  ) =>
    serveEndpoint(server, context, {
      endpoint,
      handler: async ({ visitor, body: { entity } }) => {
        const { user, mode } = visitor;
        const subject = `${endpoint.url} ${entity} ${mode}`;
        const jobId = context.jobs.start({
          ...{ user: user.code, title, subject },
          work: () => work(visitor.context, entity),
        });
        return succeed({ jobId });
      },
    });
  asking(contract.verify, 'Verifying the connection', async (task, entity) =>
    succeed(await verifyConnection(task, entity)),
  );
  asking(contract.listTenants, 'Asking Xero for its organisations', tenants);
  asking(contract.listContacts, 'Asking Xero for its contacts', listContactsTask);
  asking(contract.checkTracking, 'Comparing the tracking categories', trackingBesideXero);
  asking(contract.createTracking, 'Making what is missing in Xero', createTracking);
}

async function tenants(task: TaskContext, entity: string): Promise<Outcome<unknown>> {
  const shown = await showTenants(task, entity);
  if (!shown.ok) return shown;
  const { tenants: reached, problems } = shown.value;
  return succeed({ tenants: reached.map(tenantShape), problems });
}

function tenantShape({ tenantId, name, isChosen, organisation }: ReachedOrganisation) {
  const facts = organisation === undefined ? [] : organisationFacts(organisation);
  return { tenantId, name, isChosen, facts: facts.map(([word, text]) => ({ name: word, text })) };
}

async function trackingBesideXero(task: TaskContext, entity: string): Promise<Outcome<unknown>> {
  const checked = await checkTrackingTask(task, entity);
  if (!checked.ok) return checked;
  const { slots, ...rest } = checked.value;
  return succeed({
    ...rest,
    slots: slots.map(({ xeroName = null, options, ...slot }) => ({
      ...{ ...slot, xeroName },
      options: options.map(({ xeroOption = null, ...option }) => ({ ...option, xeroOption })),
    })),
  });
}
