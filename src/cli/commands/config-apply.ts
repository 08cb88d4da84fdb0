import { applyConfigurationFile } from '../../tasks/apply-configuration.ts';
import type { ConfigurationDifference } from '../../tasks/diff-configuration.ts';
import { setUpTestOrganisation } from '../../tasks/set-up-test-organisation.ts';
import type { BooksMade } from '../../tasks/task-context.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';
import { countOf } from '../figures.ts';

/** What `--json` prints; nothing is made in a real organisation. */
type Applied = Omit<ConfigurationDifference, 'changes'> & {
  readonly testOrganisation: BooksMade | null;
};

const EMPTY: EmptyOf<Applied> = { created: 0, changed: 0, unchanged: 0, testOrganisation: null };

export const configApply: Command = {
  name: 'config apply',
  group: 'Set up',
  summary: 'take over entities, accounts, elements and settings from a file',
  about: `The file is YAML or JSON. It is taken over whole or, when anything in it is wrong, not at all;
what it does not name stays as it is, and nothing is ever deleted. A client secret never
stands in it. examples/first-export/tieout.yaml is one to begin with, and
docs/configuration.schema.json says what may stand in it.

In test mode the GL accounts, bank accounts, tracking categories and the default contact
are then made in the test organisation too. Nothing is made in a real organisation.`,
  operands: [{ name: 'FILE', about: 'the configuration file' }],
  options: {},
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const file = invocation.operand(0);
  const applied = await invocation.withApp((app) => applyConfigurationFile(app, file));
  if (!applied.ok) return stopped(applied.problems, EMPTY);
  // Opened anew, since the file may have switched test mode on.
  const made = await invocation.withApp(async (app) =>
    app.testOrganisation === undefined
      ? undefined
      : setUpTestOrganisation(app, app.testOrganisation),
  );
  const { created, changed, unchanged } = applied.value;
  const counts = `${created} created, ${changed} changed, ${unchanged} unchanged.`;
  const known = { ...EMPTY, ...applied.value };
  if (made === undefined) return done({ ...known, problems: [] }, counts);
  if (!made.ok) return { ...stopped(made.problems, known), text: counts };
  const json = { ...known, testOrganisation: made.value, problems: [] };
  return done(json, `${counts}\n${madeText(made.value)}`);
}

function madeText({ accounts, trackingCategories, trackingOptions, contacts }: BooksMade): string {
  const made = [
    countOf(accounts, 'account'),
    countOf(trackingCategories, 'tracking category', 'tracking categories'),
    countOf(trackingOptions, 'tracking option'),
    countOf(contacts, 'contact'),
  ];
  return `Made in the test organisation: ${made.join(', ')}.`;
}
