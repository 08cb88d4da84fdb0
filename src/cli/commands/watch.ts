import { DRIFT_WORDS } from '../../domain/drift-words.ts';
import { type WatchReport, watchTask } from '../../tasks/watch.ts';
import { type Command, type EmptyOf, type Report, stopped } from '../command.ts';
import { countOf, groupDigits } from '../figures.ts';
import { formatTable } from '../text-table.ts';

const EMPTY: EmptyOf<WatchReport> = {
  entity: null,
  organisation: null,
  documents: null,
  drift: [],
};

export const watch: Command = {
  name: 'watch',
  group: 'Prove',
  summary: 'list what somebody changed in Xero since it was exported',
  about: `Reads every manual journal and bank transaction of the organisation and lists those of ours that
somebody edited, voided, deleted or copied, and those of others that stand on control and
clearing accounts, each with its date and amount. It changes nothing. The exit code is 0 only
where nothing is listed, so a schedule can run it every night.`,
  operands: [],
  options: {
    entity: { value: 'E', about: 'an entity of the organisation', isRequired: true },
  },
  emptyJson: EMPTY,
  run: async (invocation): Promise<Report> => {
    const entity = invocation.required('entity');
    const { progress } = invocation;
    const watched = await invocation.withApp((app) =>
      watchTask(app, { entity, onProgress: progress.show }),
    );
    progress.clear();
    if (!watched.ok) return stopped(watched.problems, { ...EMPTY, entity });
    const hasFailed = watched.value.drift.length > 0;
    const json = { ...watched.value, problems: [] };
    return { json, text: watchText(watched.value), problems: [], hasFailed };
  },
};

const COLUMNS = [
  { title: 'What' },
  { title: 'Document' },
  { title: 'Date' },
  { title: 'Amount', isFigure: true as const },
  { title: 'Text in Xero, and what is otherwise' },
];

function watchText({ organisation, documents, drift }: WatchReport): string {
  const looked = `${countOf(documents, 'document')} of ours in ${organisation} compared`;
  if (drift.length === 0)
    return `${looked}: all are as they were sent, and no manual journal or bank transaction of others stands on control or clearing accounts. What else may stand there, such as an invoice, the tie-out shows.`;
  const rows = drift.map((one) => [
    DRIFT_WORDS[one.kind],
    one.document || one.xeroId,
    one.date,
    groupDigits(one.amount),
    [one.text, one.differences, one.accounts.join(', ')].filter((text) => text !== '').join(' | '),
  ]);
  return `${looked}; ${countOf(drift.length, 'document is not as it should be', 'documents are not as they should be')}.\n\n${formatTable(COLUMNS, rows)}`;
}
