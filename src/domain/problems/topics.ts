import { backupProblems } from './backup.ts';
import { configurationProblems } from './configuration.ts';
import { connectionProblems } from './connection.ts';
import { decisionProblems } from './decision.ts';
import { exportProblems } from './export.ts';
import { handOverProblems } from './hand-over.ts';
import { ingestProblems } from './ingest.ts';
import { peopleProblems } from './people.ts';
import { planProblems } from './plan.ts';
import { storeProblems } from './store.ts';
import type { ProblemEntry } from './table.ts';
import { undoProblems } from './undo.ts';
import { xeroProblems } from './xero.ts';

/** Problems that are met at one kind of work. */
export interface ProblemTopic {
  readonly title: string;
  readonly about: string;
  readonly problems: Readonly<Record<string, ProblemEntry>>;
}

/** All of them, in the order in which a user meets them. */
export const PROBLEM_TOPICS: readonly ProblemTopic[] = [
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
