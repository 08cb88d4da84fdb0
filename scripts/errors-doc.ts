/** Writes docs/errors.md, for the people who meet the problems, from the one table of problems. */
import { backupProblems } from '../src/domain/problems/backup.ts';
import { configurationProblems } from '../src/domain/problems/configuration.ts';
import { connectionProblems } from '../src/domain/problems/connection.ts';
import { decisionProblems } from '../src/domain/problems/decision.ts';
import { exportProblems } from '../src/domain/problems/export.ts';
import { handOverProblems } from '../src/domain/problems/hand-over.ts';
import { PROBLEMS } from '../src/domain/problems/index.ts';
import { ingestProblems } from '../src/domain/problems/ingest.ts';
import { peopleProblems } from '../src/domain/problems/people.ts';
import { planProblems } from '../src/domain/problems/plan.ts';
import { storeProblems } from '../src/domain/problems/store.ts';
import type { ProblemEntry } from '../src/domain/problems/table.ts';
import { undoProblems } from '../src/domain/problems/undo.ts';
import { xeroProblems } from '../src/domain/problems/xero.ts';
import type { GeneratedDocument } from './checks/documents.ts';
import { writeDocument } from './write-document.ts';

export interface Topic {
  readonly title: string;
  readonly about: string;
  readonly problems: Readonly<Record<string, ProblemEntry>>;
}

/** The order in which a user meets them. */
const TOPICS: readonly Topic[] = [
  {
    title: 'Configuration',
    about: 'Found while reading or applying a configuration file. Nothing of the file is applied.',
    problems: configurationProblems,
  },
  {
    title: 'Files and rows',
    about:
      'Found while importing loan accounts, transactions or journal entries. ' +
      'A file is taken whole or not at all; every bad row is listed in FILE.problems.csv.',
    problems: ingestProblems,
  },
  {
    title: 'Planning',
    about:
      'Found while a batch is planned, before anything is sent. ' +
      'Rows that are held stay waiting; the rest of the batch may go.',
    problems: planProblems,
  },
  {
    title: 'Sending, confirming and tying out',
    about: 'Found while documents are sent to Xero, read back, or compared with its trial balance.',
    problems: exportProblems,
  },
  {
    title: 'Files for Xero and for spreadsheets',
    about:
      'Found while a batch goes out as a file for Xero, or is written with its postings. ' +
      'A batch that was handed over as a file is never sent as well.',
    problems: handOverProblems,
  },
  {
    title: 'Undoing',
    about:
      'Found while a batch, or some of its documents, is undone. What is kept is named, ' +
      'and stays as it is with its rows.',
    problems: undoProblems,
  },
  {
    title: 'Deciding',
    about:
      'Found while a person decides what no look into Xero can. Nothing is decided then, ' +
      'and everything stays as it was.',
    problems: decisionProblems,
  },
  {
    title: 'Connecting to Xero',
    about: 'Found while somebody connects, and while the authorisation is kept.',
    problems: connectionProblems,
  },
  {
    title: 'Answers of Xero',
    about: 'Found while signing in to Xero or talking to it.',
    problems: xeroProblems,
  },
  {
    title: 'Backup and restore',
    about: 'Found while a copy of the books is made or put in place. Nothing is overwritten.',
    problems: backupProblems,
  },
  {
    title: 'Signing in and permissions',
    about: 'Found while somebody signs in to the app or works in it.',
    problems: peopleProblems,
  },
  {
    title: 'Data folder and database',
    about: 'Found while opening or changing the store. Nothing is half written.',
    problems: storeProblems,
  },
];

const TRY_AGAIN: Readonly<Record<ProblemEntry['retry'], string>> = {
  now: 'at once; nothing needs to change first.',
  later: 'later; it may pass without anybody doing anything.',
  after_fix: 'after the remedy.',
  never: 'no; the same act will always end here.',
};

export const ERRORS_DOCUMENT: GeneratedDocument = {
  path: 'docs/errors.md',
  render: () => renderErrors(TOPICS, Object.keys(PROBLEMS)),
};

/** The document as text; a problem that stands under no topic stops it. */
export function renderErrors(topics: readonly Topic[], problemCodes: readonly string[]): string {
  const missing = problemCodes.filter((name) => !topics.some((topic) => name in topic.problems));
  if (missing.length > 0) throw new Error(`No topic holds ${missing.join(', ')}`);
  const parts = topics.filter((topic) => Object.keys(topic.problems).length > 0).map(renderTopic);
  return [INTRODUCTION, ...parts].join('\n');
}

const INTRODUCTION = `# Every problem that tieout reports

Each problem has a fixed name. A report says what happened, with the values in the place of the
words in ‹angle quotes›, and what to do about it. This page is written from the program's own table
by \`npm run docs\`; \`tieout errors\` prints the same table.
`;

function renderTopic({ title, about, problems }: Topic): string {
  const entries = Object.entries(problems).map(([name, entry]) => renderProblem(name, entry));
  return `## ${title}\n\n${about}\n\n${entries.join('\n')}`;
}

function renderProblem(name: string, entry: ProblemEntry): string {
  return `### \`${name}\`

${withValues(entry.message)}

- **What to do:** ${withValues(entry.remedy)}
- **Try again:** ${TRY_AGAIN[entry.retry]}
`;
}

function withValues(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => `‹${inWords(name)}›`);
}

/** `glAccountCode` to "GL account code". */
function inWords(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.replaceAll(/\b(?:gl|gst|url|http|id)\b/g, (word) => word.toUpperCase());
}

if (import.meta.main) writeDocument(ERRORS_DOCUMENT);
