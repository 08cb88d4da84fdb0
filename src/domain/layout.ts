import { z } from 'zod';

const fieldSource = z
  .strictObject({
    /** One column of the file. */
    column: z.string().optional(),
    /** Several columns, joined by a blank; blank ones are left out. */
    columns: z.array(z.string()).optional(),
    /** The same text in every row. */
    constant: z.string().optional(),
    /** Replaces the column's text, trimmed; a text that is not listed is a problem. */
    map: z.record(z.string(), z.string()).optional(),
    /** The first rule whose columns all hold the given texts, trimmed, wins. */
    rules: z
      .array(z.strictObject({ when: z.record(z.string(), z.string()), is: z.string() }))
      .optional(),
  })
  .refine(
    (source) =>
      [source.column, source.columns, source.constant, source.rules].filter(
        (part) => part !== undefined,
      ).length === 1,
    'give exactly one of column, columns, constant, rules (map goes with column)',
  );

/** How a file of another shape is read into ours. */
export const layoutSchema = z.strictObject({
  name: z.string().min(1).max(100),
  for: z.enum(['accounts', 'transactions', 'journals']),
  encoding: z.enum(['utf-8', 'utf-16', 'latin1']).default('utf-8'),
  delimiter: z.enum([',', ';', '\t']).optional(),
  header: z.boolean().default(true),
  dateFormat: z.string().default('YYYY-MM-DD'),
  decimalMark: z.enum(['.', ',']).default('.'),
  thousandsMark: z.enum(['', ',', '.', ' ', "'"]).default(''),
  negative: z.enum(['minus', 'brackets', 'trailingMinus']).default('minus'),
  negateWhen: z.record(z.string(), z.array(z.string())).default({}),
  round: z.enum(['none', 'halfUp']).default('none'),
  fields: z.record(z.string(), fieldSource),
});

export type Layout = z.infer<typeof layoutSchema>;
export type FieldSource = z.infer<typeof fieldSource>;
