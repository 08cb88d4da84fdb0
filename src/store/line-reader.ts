import { type Kysely, sql } from 'kysely';
import { type AccountingDate, dateOfNumber } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Cents } from '../domain/money.ts';
import type { Database } from './schema.ts';

/** One line as sent; debit positive, GST included. */
export interface StoredLine {
  readonly documentId: number;
  readonly part: number;
  readonly kind: DocumentKind;
  readonly date: AccountingDate;
  /** From 1; 0 is the bank side of a bank transaction, which Xero makes by itself. */
  readonly lineNo: number;
  readonly glAccountCode: string;
  readonly sentAccount: string;
  readonly description: string;
  readonly taxType: string;
  readonly amount: Cents;
  /** The sum of its rows' GST. */
  readonly gst: Cents;
  readonly categoryA: string;
  readonly optionA: string;
  readonly categoryB: string;
  readonly optionB: string;
  readonly isContra: boolean;
}

/** Lines of a batch, or of one of its documents, by part and line; a page after a line. */
export async function loadLines(
  reader: Kysely<Database>,
  wanted: {
    batchId: number;
    documentId?: number;
    after?: { part: number; lineNo: number };
    limit?: number;
  },
): Promise<StoredLine[]> {
  const { batchId, documentId, after, limit } = wanted;
  const rows = await lineQuery(reader, batchId)
    .$if(documentId !== undefined, (query) =>
      query.where('document.document_id', '=', documentId ?? 0),
    )
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(document.part, document_line.line_no) > (${after?.part}, ${after?.lineNo})`,
      ),
    )
    .orderBy('document.part')
    .orderBy('document_line.line_no')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(toLine);
}

function lineQuery(reader: Kysely<Database>, batchId: number) {
  return reader
    .selectFrom('document')
    .innerJoin('document_line', 'document_line.document_id', 'document.document_id')
    .select(['document.document_id', 'document.part', 'document.kind', 'document.date'])
    .select([
      'document_line.line_no',
      'document_line.gl_account',
      'document_line.sent_account',
      'document_line.description',
      'document_line.tax_type',
      'document_line.amount_cents',
      'document_line.gst_cents',
      'document_line.category_a',
      'document_line.option_a',
      'document_line.category_b',
      'document_line.option_b',
      'document_line.contra',
    ])
    .where('document.batch_id', '=', batchId);
}

type LineRow = Awaited<ReturnType<ReturnType<typeof lineQuery>['execute']>>[number];

function toLine(row: LineRow): StoredLine {
  return {
    documentId: row.document_id,
    part: row.part,
    kind: row.kind,
    date: dateOfNumber(row.date),
    lineNo: row.line_no,
    glAccountCode: row.gl_account,
    sentAccount: row.sent_account,
    description: row.description,
    taxType: row.tax_type,
    amount: row.amount_cents,
    gst: row.gst_cents,
    categoryA: row.category_a,
    optionA: row.option_a,
    categoryB: row.category_b,
    optionB: row.option_b,
    isContra: row.contra === 1,
  };
}
