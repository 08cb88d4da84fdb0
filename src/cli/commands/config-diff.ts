import { type ConfigurationDifference, diffConfiguration } from '../../tasks/diff-configuration.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';
import { formatTable } from '../text-table.ts';

const EMPTY: EmptyOf<ConfigurationDifference> = {
  created: 0,
  changed: 0,
  unchanged: 0,
  changes: [],
};

export const configDiff: Command = {
  name: 'config diff',
  group: 'Set up',
  summary: 'show what a configuration file would change, and change nothing',
  about: `Checks the file as "config apply" does and lists every item that would be created and
every field that would change.`,
  operands: [{ name: 'FILE', about: 'the configuration file' }],
  options: {},
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const file = invocation.operand(0);
  const compared = await invocation.withApp((app) => diffConfiguration(app, file));
  if (!compared.ok) return stopped(compared.problems, EMPTY);
  return done({ ...compared.value, problems: [] }, differenceText(compared.value));
}

function differenceText(difference: ConfigurationDifference): string {
  const { created, changed, unchanged, changes } = difference;
  const counts = `${created} to create, ${changed} to change, ${unchanged} unchanged.`;
  if (changes.length === 0) return counts;
  const rows = changes.map(({ list, key, field, from, to }) => [
    `${list}/${key}${field === '' ? '' : `.${field}`}`,
    from === undefined ? 'new' : shown(from),
    from === undefined && list !== 'settings' ? '' : shown(to),
  ]);
  const columns = [{ title: 'What' }, { title: 'Now' }, { title: 'Then' }];
  return `${formatTable(columns, rows)}\n\n${counts}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
