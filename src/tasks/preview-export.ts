import { createHash } from 'node:crypto';
import { absolute, type Cents, formatCents, negateCents, sumCents } from '../domain/money.ts';
import type { PlannedDocument, PlannedLine } from '../domain/planned-document.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { PlannedExport } from '../export/plan-request.ts';
import { permittedOptions } from './export-options.ts';
import { type PlanAsked, type PlanReport, plan, planReportOf } from './plan-export.ts';
import type { TaskContext } from './task-context.ts';

/** What an export would be, to be looked at before it is made. */
export interface ExportPreview extends PlanReport {
  readonly parts: readonly {
    readonly part: number;
    readonly kind: string;
    readonly date: string;
    readonly text: string;
    readonly lines: number;
    readonly total: string;
  }[];
  /** As in a GST return: income and its GST positive. Lines without GST are left out. */
  readonly gstByTaxType: readonly {
    readonly taxType: string;
    readonly lines: number;
    /** GST not included. */
    readonly amount: string;
    readonly gst: string;
  }[];
  /** Tells whether a plan is the one that was looked at. */
  readonly fingerprint: string;
}

/** Previews an export: the real path without storing anything. */
export async function previewExportTask(
  context: TaskContext,
  wanted: Omit<PlanAsked, 'isPreview'>,
): Promise<Outcome<ExportPreview>> {
  const asked = await permittedOptions(context, wanted);
  const planned = await plan(context, { ...asked, isPreview: true });
  if (!planned.ok) return planned;
  const { documents } = planned.value.plan;
  return succeed({
    ...planReportOf(asked, planned.value),
    parts: documents.map(partOf),
    gstByTaxType: gstByTaxType(documents.flatMap(({ lines }) => lines)),
    fingerprint: fingerprintOf(planned.value),
  });
}

/** The same for plans that put the same amounts on the same accounts, whatever their export id. */
export function fingerprintOf({ plan: { documents } }: PlannedExport): string {
  const hash = createHash('sha256');
  for (const { kind, date, lines, bank } of documents) {
    hash.update(JSON.stringify([kind, date, bank?.sentAccount, bank?.contactId, lines.length]));
    for (const line of lines) hash.update(JSON.stringify(contentOf(line)));
  }
  return hash.digest('hex');
}

function contentOf(line: PlannedLine): unknown[] {
  const { sentAccount, description, taxType, amount, gst, optionA, optionB } = line;
  return [
    sentAccount,
    description,
    taxType,
    formatCents(amount),
    formatCents(gst),
    optionA,
    optionB,
  ];
}

function partOf({
  part,
  kind,
  date,
  text,
  lines,
}: PlannedDocument): ExportPreview['parts'][number] {
  return { part, kind, date, text, lines: lines.length, total: formatCents(totalOf(kind, lines)) };
}

/** The debits of a journal; what a bank transaction moves, whichever way. */
function totalOf(kind: PlannedDocument['kind'], lines: readonly PlannedLine[]): Cents {
  const amounts = lines.map(({ amount }) => amount);
  if (kind === 'bankTransaction') return absolute(sumCents(amounts));
  return sumCents(amounts.filter((amount) => amount > 0n));
}

const WITHOUT_GST = 'NONE';

function gstByTaxType(lines: readonly PlannedLine[]): ExportPreview['gstByTaxType'] {
  const taxed = lines.filter(({ taxType }) => taxType !== WITHOUT_GST);
  const groups = Map.groupBy(taxed, ({ taxType }) => taxType);
  return [...groups].map(([taxType, own]) => {
    const gst = sumCents(own.map((line) => line.gst));
    const amount = sumCents([...own.map((line) => line.amount), negateCents(gst)]);
    const signed = (value: Cents) => formatCents(negateCents(value));
    return { taxType, lines: own.length, amount: signed(amount), gst: signed(gst) };
  });
}
