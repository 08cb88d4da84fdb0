import type { OrganisationFacts } from '../../src/domain/organisation.ts';
import { fail, problem, succeed } from '../../src/domain/problem.ts';
import type { Store } from '../../src/store/store.ts';
import type { TaskContext } from '../../src/tasks/task-context.ts';
import type { XeroClient } from '../../src/xero/client/client.ts';
import { ACT } from '../stores.ts';

/** Whoever is told needs no keys and asks nobody. */
const NO_WAY_TO_XERO: Pick<TaskContext, 'keys' | 'xero'> = {
  keys: {
    current: () => {
      throw new Error('nothing is sealed');
    },
    find: () => undefined,
    renew: () => undefined,
  },
  xero: async () => fail(problem('client_id.missing', { scope: 'nobody' })),
};

/** A store whose organisation is told by these facts; nothing can be sent to it. */
export function toldContext(store: Store, facts: OrganisationFacts): TaskContext {
  const client = {
    readOrganisation: async () => succeed(facts.organisation),
    listChart: async () => succeed([...facts.chart]),
    listTaxRates: async () => succeed([...facts.taxRates]),
    listTrackingCategories: async () => succeed([...facts.trackingCategories]),
    listContacts: async () => succeed([...facts.contacts]),
    now: () => ACT.at,
  } as Partial<XeroClient> as XeroClient;
  const { tenantId, organisation } = facts;
  return {
    store,
    mode: ACT.mode,
    ...NO_WAY_TO_XERO,
    act: () => ACT,
    time: { wait: async () => undefined, monotonicMs: () => 0 },
    connect: async () => succeed({ client, tenantId, organisationName: organisation.name }),
    testOrganisation: undefined,
    writeRequestLog: async () => undefined,
  };
}
