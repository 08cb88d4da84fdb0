import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, openApp } from '../../../src/app.ts';
import { type ConfigurationInput, configurationSchema } from '../../../src/domain/configuration.ts';
import type { AccountingDate } from '../../../src/domain/dates.ts';
import type { ImportKind } from '../../../src/domain/import-row.ts';
import type { Outcome } from '../../../src/domain/problem.ts';
import { applyConfiguration } from '../../../src/store/catalog-writer.ts';
import type { ProgressListener } from '../../../src/tasks/export-engine.ts';
import { importFile } from '../../../src/tasks/import.ts';
import { type PlanAsked, type PlanReport, planExportTask } from '../../../src/tasks/plan-export.ts';
import { type SendReport, sendExportTask } from '../../../src/tasks/send-export.ts';
import { setUpTestOrganisation } from '../../../src/tasks/set-up-test-organisation.ts';
import { exportStatusTask } from '../../../src/tasks/show-exports.ts';
import { type TieOutReport, tieOutTask } from '../../../src/tasks/tie-out.ts';
import { startTwin, type Twin, type TwinOptions } from '../../../src/twin/start.ts';
import { valueIn } from '../../outcomes.ts';
import { type TwinBooks, twinBooks } from './twin-books.ts';
import { type VirtualTime, virtualTime } from './virtual-time.ts';
import { type WireTap, wireTap } from './wire-tap.ts';

/** A lender with its store in a folder of its own, and a twin that it reaches over HTTP. */
export interface Lender extends VirtualTime {
  readonly app: App;
  readonly dataFolder: string;
  readonly xero: TwinBooks;
  readonly tap: WireTap;
  configure(configuration: Partial<ConfigurationInput>): Promise<void>;
  import(kind: ImportKind, text: string): Promise<void>;
  plan(asked?: Partial<PlanAsked>): Promise<Outcome<PlanReport>>;
  /** Plans, which must go well, and gives the export id. */
  planned(asked?: Partial<PlanAsked>): Promise<string>;
  send(exportId: string, onProgress?: ProgressListener): Promise<Outcome<SendReport>>;
  /** State, Xero id and problem of each document of a batch. */
  parts(exportId: string): Promise<PartStates>;
  tieOut(date?: string): Promise<TieOutReport>;
  /** The same data and twin, seen by a program that was started anew. */
  reopened(): Promise<Lender>;
}

type StatusReport = Extract<Awaited<ReturnType<typeof exportStatusTask>>, { ok: true }>['value'];
export type PartStates = StatusReport['parts'];

/** One entity in two branches; fees with GST, interest, and payments through a clearing account. */
export const CONFIGURATION: ConfigurationInput = {
  version: 1,
  settings: { defaultContact: 'SUNDRY', trackingB: { basis: 'branch', name: 'Branch' } },
  entities: [{ code: 'M', description: 'Main Entity', startDate: '2026-04-01' }],
  branches: [
    { id: 'EAST', entity: 'M' },
    { id: 'WEST', entity: 'M' },
  ],
  gstCodes: [
    { code: 'OUT', taxType: 'OUTPUT2' },
    { code: 'NONE', taxType: 'NONE' },
  ],
  glAccounts: ['1100', '2190', '4100', '4200'].map((code) => ({ code })),
  elements: [
    {
      code: 'FEE',
      description: 'Fee',
      type: 'fee',
      glAccount: '4100',
      gstCode: 'OUT',
      gstRate: 15,
    },
    { code: 'INT', description: 'Interest', type: 'interest', glAccount: '4200' },
    { code: 'PAY', description: 'Payment', type: 'paymentReceived' },
  ],
  accountTypes: [{ code: 'LOAN', controlAccount: '1100', clearingAccount: '2190' }],
  bankAccounts: [{ code: 'BNZ', entity: 'M', xeroAccount: '090' }],
};

const ACCOUNTS = `account_id,client_id,client_name,account_type,entity,branch,department
L1,C1,Ann,LOAN,M,EAST,
L2,C2,Bob,LOAN,M,WEST,
`;

export const TRANSACTION_COLUMNS =
  'transaction_id,date,account_id,element,amount,bank_account,bank_group';

/** Journals on three days and one bank transaction. */
const TRANSACTIONS = `${TRANSACTION_COLUMNS}
T1,2026-05-01,L1,FEE,115.00,,
T2,2026-05-02,L2,FEE,57.50,,
T3,2026-05-02,L1,PAY,-100.00,BNZ,DD1
T4,2026-05-03,L1,INT,10.00,,
`;

export const UP_TO = '2026-05-31' as AccountingDate;

/** A lender whose rows wait for export. */
export async function openLender(options: LenderOptions = {}): Promise<Lender> {
  const lender = await openEmptyLender(options);
  await lender.configure({ ...CONFIGURATION, ...options.configuration });
  await setUp(lender);
  await lender.import('accounts', ACCOUNTS);
  const { transactions = TRANSACTIONS } = options;
  if (transactions !== '') await lender.import('transactions', transactions);
  return lender;
}

export interface LenderOptions {
  readonly configuration?: Partial<ConfigurationInput>;
  readonly transactions?: string;
  readonly twin?: TwinOptions;
  /** Where its data folder is made: not in the machine's folder for such things, but here. */
  readonly place?: string;
  /** Of the server that keeps its books, where they do not lie in the data folder. */
  readonly databaseUrl?: string;
}

/** Another lender with the same books as one that stands still, in its store and in its twin. */
export async function openCopy({ dataFolder: from }: Lender): Promise<Lender> {
  const dataFolder = newDataFolder();
  cpSync(from, dataFolder, { recursive: true });
  const twin = await startTwin({ folder: join(dataFolder, 'twin') });
  onTestFinished(() => twin.close());
  const lender = await startProgram({ dataFolder }, twin, virtualTime(twin.controlUrl));
  await lender.configure({});
  return lender;
}

function newDataFolder(place = tmpdir()): string {
  const dataFolder = mkdtempSync(join(place, 'tieout-export-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  return dataFolder;
}

async function openEmptyLender(options: LenderOptions): Promise<Lender> {
  const dataFolder = newDataFolder(options.place);
  const twin = await startTwin({ folder: join(dataFolder, 'twin'), ...options.twin });
  onTestFinished(() => twin.close());
  const books = { dataFolder, databaseUrl: options.databaseUrl };
  const lender = await startProgram(books, twin, virtualTime(twin.controlUrl));
  const many = { minute: 100_000, day: 100_000, appMinute: 100_000 };
  await lender.xero.control('PUT', '/limits', many);
  return lender;
}

interface Books {
  readonly dataFolder: string;
  readonly databaseUrl?: string | undefined;
}

async function startProgram(books: Books, twin: Twin, virtual: VirtualTime): Promise<Lender> {
  const tap = wireTap();
  const { clock, time } = virtual;
  const world = { env: {}, clock, time, fetch: tap.fetch };
  const app = await openApp({ ...books, mode: 'test', actor: 'os:tester', ...world });
  onTestFinished(() => app.close());
  const described = (await (await fetch(`${twin.controlUrl}/`)).json()) as Partial<Twin>;
  return {
    ...virtual,
    app,
    dataFolder: books.dataFolder,
    xero: twinBooks({ ...twin, ...described }),
    tap,
    ...actsOf(app, twin.apiUrl),
    reopened: () => startProgram(books, twin, virtual),
  };
}

function actsOf(app: App, twinUrl: string) {
  const plan: Lender['plan'] = (asked = {}) =>
    planExportTask(app, { entity: 'M', upTo: UP_TO, isPreview: false, ...asked });
  return {
    plan,
    configure: async ({ settings, ...rest }: Partial<ConfigurationInput>) => {
      const configuration = { version: 1, settings: { twinUrl, ...settings }, ...rest };
      await applyConfiguration(app.store, app.act(), configurationSchema.parse(configuration));
    },
    import: (kind: ImportKind, text: string) => importText(app, kind, text),
    planned: async (asked: Partial<PlanAsked> = {}) => {
      const { exportId, problems } = valueIn(await plan(asked));
      if (exportId === null) throw new Error('nothing waits');
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      return exportId;
    },
    send: (exportId: string, onProgress?: ProgressListener) =>
      sendExportTask(app, exportId, onProgress),
    parts: async (exportId: string) => valueIn(await exportStatusTask(app, exportId)).parts,
    tieOut: async (date: string = UP_TO) =>
      valueIn(await tieOutTask(app, { entity: 'M', date: date as AccountingDate })),
  };
}

/** Makes in the twin what the configuration needs. */
export async function setUp({ app }: Pick<Lender, 'app'>): Promise<void> {
  if (app.testOrganisation === undefined) throw new Error('test mode has an organisation');
  valueIn(await setUpTestOrganisation(app, app.testOrganisation));
}

async function importText(app: App, kind: ImportKind, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  const result = await importFile({
    store: app.store,
    act: app.act(),
    clock: { now: () => app.act().at },
    kind,
    file: {
      name: `${kind}.csv`,
      bytesTotal: bytes.length,
      read: async function* () {
        yield bytes;
      },
    },
    dryRun: false,
    problemSink: { add: () => undefined },
  });
  if (result.problemCount > 0) throw new Error(JSON.stringify(result.problems));
}

/** The codes of problems, for short comparisons. */
export function codesOf(problems: readonly { readonly code: string }[]): string[] {
  return problems.map(({ code }) => code);
}
