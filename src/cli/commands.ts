import type { Command } from './command.ts';
import { configApply } from './commands/config-apply.ts';
import { configDiff } from './commands/config-diff.ts';
import { configExport } from './commands/config-export.ts';
import { errors } from './commands/errors.ts';
import { importAccounts, importJournals, importTransactions } from './commands/import.ts';
import { twin } from './commands/twin.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  twin,
  configApply,
  configDiff,
  configExport,
  importAccounts,
  importTransactions,
  importJournals,
  errors,
];
