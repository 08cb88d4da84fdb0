import type { Command } from './command.ts';
import { backup } from './commands/backup.ts';
import { bench } from './commands/bench.ts';
import { configApply } from './commands/config-apply.ts';
import { configDiff } from './commands/config-diff.ts';
import { configExport } from './commands/config-export.ts';
import { connect } from './commands/connect.ts';
import { connections } from './commands/connections.ts';
import { demo } from './commands/demo.ts';
import { disconnect } from './commands/disconnect.ts';
import { errors } from './commands/errors.ts';
import { exportDecide } from './commands/export-decide.ts';
import { exportFile } from './commands/export-file.ts';
import { exportLines } from './commands/export-lines.ts';
import { exportList } from './commands/export-list.ts';
import { exportPlan } from './commands/export-plan.ts';
import { exportRelease } from './commands/export-release.ts';
import { exportResume, exportSend } from './commands/export-send.ts';
import { exportStatus } from './commands/export-status.ts';
import { exportUndo } from './commands/export-undo.ts';
import { glAccountsImport } from './commands/gl-accounts-import.ts';
import { goLive } from './commands/go-live.ts';
import { importAccounts, importJournals, importTransactions } from './commands/import.ts';
import { keysForget } from './commands/keys-forget.ts';
import { keysRotate } from './commands/keys-rotate.ts';
import { requests } from './commands/requests.ts';
import { restore } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { tenants } from './commands/tenants.ts';
import { tieOut } from './commands/tie-out.ts';
import { trackingCreate } from './commands/tracking-create.ts';
import { twin } from './commands/twin.ts';
import { usersAdd } from './commands/users-add.ts';
import { usersDisable } from './commands/users-disable.ts';
import { usersList } from './commands/users-list.ts';
import { usersResetPassword } from './commands/users-reset-password.ts';
import { verify } from './commands/verify.ts';
import { watch } from './commands/watch.ts';
import { work } from './commands/work.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  demo,
  serve,
  twin,
  configApply,
  configDiff,
  configExport,
  connect,
  tenants,
  verify,
  connections,
  disconnect,
  glAccountsImport,
  trackingCreate,
  usersAdd,
  usersList,
  usersDisable,
  usersResetPassword,
  importAccounts,
  importTransactions,
  importJournals,
  exportPlan,
  exportSend,
  exportResume,
  exportStatus,
  exportLines,
  exportFile,
  exportDecide,
  exportUndo,
  exportRelease,
  exportList,
  work,
  tieOut,
  watch,
  backup,
  restore,
  goLive,
  keysRotate,
  keysForget,
  bench,
  requests,
  errors,
];
