import { disconnect as disconnectTask } from '../../tasks/connection/disconnect.ts';
import { type Command, done, stopped } from '../command.ts';
import { formatProblems } from '../problem-text.ts';

const EMPTY = { organisation: null, warnings: [] };

export const disconnect: Command = {
  name: 'disconnect',
  group: 'Set up',
  summary: 'take back what tieout may do in Xero, and forget its secrets',
  about: `Deletes the connection to the organisation at Xero, revokes the authorisation of the person who
gave it, with every other organisation that came of it, and forgets the secrets here. What was
exported stays. Where Xero cannot be reached, nothing is forgotten, so that it can be tried again;
--forget forgets it all the same, and somebody disconnects the app in Xero under Settings,
Connected apps. To move the books to another organisation, disconnect and connect anew.`,
  operands: [],
  options: {
    entity: { value: 'E', about: "an entity's own connection (default: the global one)" },
    forget: { about: 'forget the secrets even where Xero does not answer' },
  },
  emptyJson: EMPTY,
  run: async (invocation) => {
    const entity = invocation.text('entity') ?? '';
    const ended = await invocation.withApp((app) =>
      disconnectTask(app, { entity, isForgotten: invocation.has('forget') }),
    );
    if (!ended.ok) return stopped(ended.problems, EMPTY);
    const { organisationName: organisation, warnings } = ended.value;
    const text = [
      `Disconnected from ${organisation || 'Xero'}; the secrets are forgotten.`,
      ...(warnings.length === 0
        ? []
        : [`Xero did not take all of it back:\n${formatProblems(warnings)}`]),
    ];
    return done({ organisation, warnings, problems: [] }, text.join('\n\n'));
  },
};
