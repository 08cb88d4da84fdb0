import type { AccountingDate } from './dates.ts';
import { fail, type Outcome, problem, succeed } from './problem.ts';

/** What the tokens of an export id stand for; dates are the cut-off date. */
export interface ExportIdParts {
  readonly upTo: AccountingDate;
  readonly entity: string;
  readonly user: string;
}

/** An export id with its date, entity and user filled in; `[Seq]` still open, if it has one. */
export interface ExportIdPattern {
  readonly before: string;
  readonly after: string;
  readonly hasSequence: boolean;
}

const SAFE = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/;

/** Fills a template over [YYYYMMDD] [YYYYMM] [Seq] [Entity] [User], all but its number. */
export function resolveExportId(template: string, parts: ExportIdParts): ExportIdPattern {
  const day = parts.upTo.replaceAll('-', '');
  const filled = template
    .replaceAll('[YYYYMMDD]', day)
    .replaceAll('[YYYYMM]', day.slice(0, 6))
    .replaceAll('[Entity]', parts.entity)
    .replaceAll('[User]', parts.user);
  const [before = '', ...rest] = filled.split('[Seq]');
  return { before, after: rest.join(''), hasSequence: rest.length > 0 };
}

/** The id for a number; three digits at least. The number counts per prefix and mode. */
export function numberExportId(pattern: ExportIdPattern, sequence: number): string {
  if (!pattern.hasSequence) return pattern.before;
  return `${pattern.before}${String(sequence).padStart(3, '0')}${pattern.after}`;
}

/** The number that an export id has under a pattern, or undefined when it is not of that pattern. */
export function sequenceOf(pattern: ExportIdPattern, exportId: string): number | undefined {
  if (!exportId.startsWith(pattern.before) || !exportId.endsWith(pattern.after)) return undefined;
  const digits = exportId.slice(pattern.before.length, exportId.length - pattern.after.length);
  return /^\d{3,9}$/.test(digits) ? Number(digits) : undefined;
}

/** Export ids stand in Xero's texts between brackets, and in web addresses. */
export function checkExportId(exportId: string): Outcome<string> {
  return SAFE.test(exportId) ? succeed(exportId) : fail(problem('export_id.invalid', { exportId }));
}

/** Ready templates, the default first. */
export const EXPORT_ID_TEMPLATES: readonly string[] = [
  '[YYYYMMDD].[Seq]',
  '[YYYYMMDD]',
  '[YYYYMM].[Seq]',
  '[Entity].[YYYYMMDD].[Seq]',
  '[User].[YYYYMMDD].[Seq]',
];

/** The first id that a template gives. */
export function exampleExportId(template: string, parts: ExportIdParts): string {
  return numberExportId(resolveExportId(template, parts), 1);
}
