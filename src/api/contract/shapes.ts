import { z } from 'zod';

/** Euros, dollars and cents as text, debit positive: "-12.50". */
export const moneyText = z.string().regex(/^-?\d+\.\d{2}$/);

/** A day of the calendar, YYYY-MM-DD. */
export const dayText = z.iso.date();

/** Xero, or the twin. */
export const modeName = z.enum(['production', 'test']);

/** A problem as the one table has it. */
export const problemShape = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  retry: z.enum(['now', 'later', 'after_fix', 'never']),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What a refused request is answered with (RFC 9457), all problems at once. */
export const refusalShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  problems: z.array(problemShape),
});

export type ProblemShape = z.output<typeof problemShape>;
export type RefusalShape = z.output<typeof refusalShape>;
