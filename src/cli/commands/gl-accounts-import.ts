import { type ChartImported, importGlAccounts } from '../../tasks/import-gl-accounts.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';
import { formatFacts } from '../text-table.ts';

const EMPTY: EmptyOf<ChartImported & { entity: string }> = {
  entity: null,
  created: 0,
  changed: 0,
  unchanged: 0,
  deleted: 0,
  kept: [],
  skipped: [],
};

export const glAccountsImport: Command = {
  name: 'gl-accounts import',
  group: 'Set up',
  summary: "take over the chart of accounts of the entity's organisation",
  about: `Adds every active account of the chart in Xero to the GL accounts here. Accounts that are here
already stay as they are, unless --update is given.`,
  operands: [],
  options: {
    entity: { value: 'E', about: 'code of the entity', isRequired: true },
    update: { about: 'update existing GL accounts: description, category, type, archived' },
    delete: { about: 'delete GL accounts that Xero does not have, where nothing uses them' },
  },
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const asked = {
    entity: invocation.required('entity'),
    isUpdate: invocation.has('update'),
    isDelete: invocation.has('delete'),
  };
  const imported = await invocation.withApp((app) => importGlAccounts(app, asked));
  if (!imported.ok) return stopped(imported.problems, { ...EMPTY, entity: asked.entity });
  const json = { entity: asked.entity, ...imported.value, problems: [] };
  return done(json, importedText(imported.value));
}

function importedText(counts: ChartImported): string {
  const { created, changed, unchanged, deleted, kept, skipped } = counts;
  return formatFacts([
    ['Created', String(created)],
    ['Changed', String(changed)],
    ['Unchanged', String(unchanged)],
    ['Deleted', String(deleted)],
    ...(kept.length === 0 ? [] : [['In use and kept', kept.join(', ')] as const]),
    ...(skipped.length === 0 ? [] : [['Without a code', skipped.join(', ')] as const]),
  ]);
}
