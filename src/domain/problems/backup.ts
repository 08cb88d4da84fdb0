import { topic } from './table.ts';

/** What can go wrong around copies of the store. */
export const backupProblems = topic({
  'backup.embedded_only': {
    message: 'These books lie in PostgreSQL, which tieout does not copy.',
    remedy: 'The administrator backs up the database with pg_dump.',
    retry: 'never',
  },
  'backup.file_exists': {
    message: '{file} is there already; nothing was written.',
    remedy: 'Name a file that does not exist yet.',
    retry: 'after_fix',
  },
  'restore.not_a_backup': {
    message: '{file} is not a whole backup of tieout; nothing was changed.',
    remedy: 'The administrator names a file that tieout backup wrote, or takes an older one.',
    retry: 'after_fix',
  },
  'restore.in_use': {
    message: 'A program has the books in {folder} open; nothing was changed.',
    remedy:
      'Stop every program that works with these books, the app and "tieout work" too, see that none of them runs on, and restore again.',
    retry: 'after_fix',
  },
  'restore.store_exists': {
    message: '{folder} holds books already; nothing was changed.',
    remedy:
      'The administrator stops every program that uses them, then adds --replace (the books are kept beside, under another name), or names another folder with --data.',
    retry: 'after_fix',
  },
  'restore.not_live': {
    message:
      'These books are a copy of {backedUpAt} and nobody has said that they are the live ones: nothing is planned or sent from them.',
    remedy:
      'The administrator makes sure that no other copy of these books is in use, then runs tieout go-live, which first looks in Xero for what was exported after that moment.',
    retry: 'after_fix',
  },
  'restore.unknown_documents': {
    message:
      '{organisation} holds {count} documents that were exported after the backup of {backedUpAt} and are not in these books: {names}.',
    remedy:
      'The administrator restores a newer backup if there is one. Else somebody voids or deletes these documents in Xero, so that their transactions can be exported again, and runs tieout go-live again.',
    retry: 'after_fix',
  },
});
