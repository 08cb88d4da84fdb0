import { createHash } from 'node:crypto';
import type { Bundle, EntryToPost, Segment } from '../../src/domain/bundle.ts';
import type { Catalog } from '../../src/domain/catalog.ts';
import type { ConfigurationInput } from '../../src/domain/configuration.ts';
import type { AccountingDate } from '../../src/domain/dates.ts';
import type { Digest } from '../../src/domain/marker.ts';
import { parseCents } from '../../src/domain/money.ts';
import type { OrganisationFacts } from '../../src/domain/organisation.ts';
import { type ExportPlan, planExport } from '../../src/domain/plan.ts';
import type { PlanInput } from '../../src/domain/plan-input.ts';
import { invariant } from '../../src/domain/problem.ts';
import { formatDocument } from '../../src/xero/client/document-body.ts';
import { catalogOf, lenderWith } from './lender.ts';
import { linesOfBody } from './lines-of-body.ts';
import { organisationFacts } from './organisation.ts';

/** A loan transaction, as short as a test can say it. */
export interface Row {
  readonly element: string;
  readonly amount: string;
  readonly gst?: string;
  readonly date?: string;
  readonly branch?: string;
  readonly department?: string;
  readonly bank?: string;
  readonly group?: string;
  readonly text?: string;
  readonly client?: string;
  /** Anything else of its bundles, such as what is frozen of it. */
  readonly also?: Partial<Bundle>;
}

/** What a plan is made of, apart from the lender as it stands. */
export interface Given {
  readonly rows?: readonly Row[];
  readonly entries?: readonly Entry[];
  readonly configuration?: Partial<ConfigurationInput>;
  readonly facts?: Partial<OrganisationFacts>;
  readonly input?: Partial<PlanInput>;
}

/** A ready-made entry: lines such as `1100 50.00 EAST`, with a GST code as fourth word. */
export interface Entry {
  readonly lines: readonly string[];
  readonly date?: string;
  readonly narration?: string;
  readonly also?: Partial<EntryToPost>;
}

export const DIGEST: Digest = {
  hex: (text) => createHash('sha256').update(text).digest('hex'),
  base64Url: (text) => createHash('sha256').update(text).digest('base64url'),
};

/** Plans rows that each stand alone; row 1 is the first. */
export function planOf(given: Given): ExportPlan {
  return planExport(planInputOf(given));
}

/** The input of such a plan. */
export function planInputOf(given: Given): PlanInput {
  const { catalog, settings } = catalogOf(lenderWith(given.configuration));
  const entity = catalog.entities.get('M');
  invariant(entity !== undefined, 'the lender has entity M');
  const bundles = (given.rows ?? []).flatMap((row, index) => bundlesOf(row, index + 1, catalog));
  return {
    exportId: '20260531.001',
    entity,
    settings,
    catalog,
    facts: organisationFacts(given.facts),
    upTo: day('2026-05-31'),
    closedUpTo: undefined,
    streams: settings.streams,
    bundles: bundles.filter((one) => settings.streams.includes(one.stream)),
    entries: (given.entries ?? []).map((entry, index) => entryOf(entry, 1000 + index)),
    foreign: [],
    digest: DIGEST,
    format: formatDocument,
    ...given.input,
  };
}

/** The lines of a plan's documents, journals first. */
export function linesOf(plan: ExportPlan): string[] {
  return plan.documents.flatMap((document) => linesOfBody(document.body));
}

/** What was held, `journals held.locked_date 1`. */
export function heldOf({ held }: Pick<ExportPlan, 'held'>): string[] {
  return held.map(({ code, facts }) => `${facts.stream} ${code} ${facts.rows}`);
}

/** A date that must be one. */
export function day(text: string): AccountingDate {
  return text as AccountingDate;
}

/** The bundles of one row that stands alone: its journal part, and its bank part if it has one. */
function bundlesOf(row: Row, rowId: number, catalog: Catalog): Bundle[] {
  const element = catalog.elements.get(row.element);
  const bankAccount = catalog.bankAccounts.get(row.bank ?? '');
  const amount = parseCents(row.amount);
  const gst = parseCents(row.gst ?? '0');
  invariant(element !== undefined && amount !== undefined && gst !== undefined, 'a sound row');
  const date = day(row.date ?? '2026-05-04');
  const journals: Bundle = {
    stream: 'journals',
    turn: 1,
    bundleKey: -rowId,
    date,
    lastDate: date,
    segment: segmentOf(row),
    element,
    bankAccount,
    bankGroup: row.group ?? '',
    bankGroupId: row.group === undefined ? 0 : 1,
    isSingleRow: true,
    isReversal: false,
    rows: 1,
    amount,
    gst,
    firstRow: rowId,
    lastRow: rowId,
    text: row.text ?? '',
    clientId: row.client ?? '',
    frozen: undefined,
    blockedBy: undefined,
    originKey: undefined,
    otherVersionKey: undefined,
    ...row.also,
  };
  return bankAccount === undefined ? [journals] : [journals, { ...journals, stream: 'bank' }];
}

function segmentOf({ branch = 'EAST', department = 'LOANS' }: Row): Segment {
  return { segmentId: branch.length, entity: 'M', branch, department, accountType: 'LOAN' };
}

function entryOf({ lines, date, narration, also }: Entry, rowId: number): EntryToPost {
  return {
    rowId,
    turn: 1,
    entryId: `E${rowId}`,
    entity: 'M',
    date: day(date ?? '2026-05-04'),
    narration: narration ?? '',
    freeStreams: ['journals', 'bank'],
    lines: lines.map((line) => {
      const [glAccountCode = '', text = '', branch = '', gstCode = ''] = line.split(' ');
      const amount = parseCents(text);
      invariant(amount !== undefined, `${text} is an amount`);
      return { glAccountCode, amount, branch, department: '', gstCode, description: '' };
    }),
    otherVersionRow: undefined,
    frozen: undefined,
    blockedBy: undefined,
    ...also,
  };
}
