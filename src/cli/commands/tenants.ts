import { organisationFacts } from '../../tasks/connection/organisation-facts.ts';
import { type ReachedOrganisation, showTenants } from '../../tasks/connection/show-connections.ts';
import { type Command, type Report, stopped } from '../command.ts';
import { formatFacts } from '../text-table.ts';

const EMPTY = { tenants: [] };

export const tenants: Command = {
  name: 'tenants',
  group: 'Set up',
  summary: 'show the organisations that the connection reaches',
  about: `Asks Xero anew each time. The id of an organisation is what "tenant" of the configuration
takes; it is needed only where the connection reaches several.`,
  operands: [],
  options: { entity: { value: 'E', about: 'an entity (default: the global settings)' } },
  emptyJson: EMPTY,
  run: async (invocation): Promise<Report> => {
    const entity = invocation.text('entity') ?? '';
    const shown = await invocation.withApp((app) => showTenants(app, entity));
    if (!shown.ok) return stopped(shown.problems, EMPTY);
    const { problems } = shown.value;
    const text = shown.value.tenants.map(tenantText).join('\n\n') || 'It reaches no organisation.';
    return { json: shown.value, text, problems, hasFailed: problems.length > 0 };
  },
};

function tenantText({ name, tenantId, isChosen, organisation }: ReachedOrganisation): string {
  return formatFacts([
    ['Organisation', `${name}${isChosen ? ' (chosen)' : ''}`],
    ['Id', tenantId],
    ...(organisation === undefined ? [] : organisationFacts(organisation)),
  ]);
}
