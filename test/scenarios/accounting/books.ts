import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type App, openApp } from '../../../src/app.ts';
import type { ConfigurationInput } from '../../../src/domain/configuration.ts';
import type { AccountingDate } from '../../../src/domain/dates.ts';
import type { ImportKind } from '../../../src/domain/import-row.ts';
import type { Mode, Stream } from '../../../src/domain/settings.ts';
import { applyConfigurationFile } from '../../../src/tasks/apply-configuration.ts';
import { type PlanReport, planExportTask } from '../../../src/tasks/plan-export.ts';
import { type SendReport, sendExportTask } from '../../../src/tasks/send-export.ts';
import { setUpTestOrganisation } from '../../../src/tasks/set-up-test-organisation.ts';
import { type TieOutReport, tieOutTask } from '../../../src/tasks/tie-out.ts';
import { runImport } from '../../imports.ts';
import { valueIn } from '../../outcomes.ts';
import { documentLines } from './document-lines.ts';
import { type TwinXero, twinXero } from './twin-xero.ts';

/** A lender's books in a folder of their own, and the twin that stands for its organisation. */
export interface Books {
  readonly app: App;
  readonly xero: TwinXero;
  /** Applies a configuration, as `config apply` does. */
  configure(configuration: ConfigurationInput): Promise<void>;
  /** Takes a file in that must be right. */
  take(kind: ImportKind, text: string): Promise<void>;
  /** Takes a file in that must be wrong: its problems, code first. */
  refuse(kind: ImportKind, text: string, mode?: Mode): Promise<string[]>;
  plan(upTo: string, more?: { streams?: readonly Stream[]; entity?: string }): Promise<PlanReport>;
  preview(upTo: string): Promise<PlanReport>;
  send(exportId: string | null): Promise<SendReport>;
  /** Plans and sends all that waits up to a day; the plan's report. */
  post(upTo: string, more?: { streams?: readonly Stream[] }): Promise<PlanReport>;
  tieOut(date: string, entity?: string): Promise<TieOutReport>;
  /** The lines of every document of a batch, as an accountant reads them. */
  lines(exportId: string | null): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens new books with a configuration and these loan accounts, until the test ends. */
export async function openBooks(
  configuration: ConfigurationInput,
  accounts = LOAN_ACCOUNTS,
): Promise<Books> {
  const books = await newBooks(configuration, accounts);
  onTestFinished(() => books.close());
  return books;
}

/** The same, until they are closed. */
export async function newBooks(
  configuration: ConfigurationInput,
  accounts = LOAN_ACCOUNTS,
): Promise<Books> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-books-'));
  const app = await openApp({ dataFolder: folder, mode: 'test', actor: 'os:tester', env: {} });
  await apply(app, configuration);
  const served = valueIn(await app.serveTwin({ port: 0, isReset: false }));
  const books = booksOf(app, await twinXero(served));
  await books.take('accounts', accounts);
  const close = async () => {
    await served.close();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...books, close };
}

/** Loan accounts: two in the east, one in the west, one in the west outside GST. */
export const LOAN_ACCOUNTS = `account_id,client_id,client_name,account_type,entity,branch,department,gst_exempt
L1,C1,Ann,LOAN,M,EAST,LOANS,
L2,C2,Ben,LOAN,M,EAST,LOANS,
L3,C3,Cat,LOAN,M,WEST,LOANS,
L4,C4,Overseas Pte,LOAN,M,WEST,LOANS,true
`;

/** The head of a transactions file with the columns that most examples use. */
export const TRANSACTIONS =
  'transaction_id,date,account_id,element,amount,gst,bank_account,bank_group,reversal_of\n';

function booksOf(app: App, xero: TwinXero): Omit<Books, 'close'> {
  const take: Books['take'] = async (kind, text) => {
    expect((await runImport(app.store, kind, { text, act: app.act() })).problems).toEqual([]);
  };
  const plan: Books['plan'] = async (upTo, { streams, entity = 'M' } = {}) => {
    const asked = { entity, upTo: upTo as AccountingDate, isPreview: false };
    return valueIn(await planExportTask(app, streams ? { ...asked, streams } : asked));
  };
  const send: Books['send'] = async (exportId) =>
    valueIn(await sendExportTask(app, exportId ?? 'nothing was planned'));
  return {
    app,
    xero,
    configure: (configuration) => apply(app, configuration),
    take,
    refuse: async (kind, text, mode = app.mode) => {
      const act = { ...app.act(), mode };
      const { problems } = await runImport(app.store, kind, { text, act });
      return problems.map((one) => `${one.code}: ${one.message}`);
    },
    plan,
    preview: async (upTo) => {
      const asked = { entity: 'M', upTo: upTo as AccountingDate, isPreview: true };
      return valueIn(await planExportTask(app, asked));
    },
    send,
    post: async (upTo, more) => {
      const planned = await plan(upTo, more);
      const { state, problems } = await send(planned.exportId);
      expect({ state, problems }).toEqual({ state: 'complete', problems: [] });
      return planned;
    },
    tieOut: async (date, entity = 'M') =>
      valueIn(await tieOutTask(app, { entity, date: date as AccountingDate })),
    lines: (exportId) => documentLines(app.store.reader, exportId),
  };
}

async function apply(app: App, configuration: ConfigurationInput): Promise<void> {
  const path = join(app.dataFolder, 'configuration.json');
  writeFileSync(path, JSON.stringify(configuration));
  valueIn(await applyConfigurationFile(app, path));
  if (app.testOrganisation) valueIn(await setUpTestOrganisation(app, app.testOrganisation));
}
