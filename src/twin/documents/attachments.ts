import { randomUUID } from 'node:crypto';
import { ACCOUNTING_PREFIX, API_URL } from '../../xero/contract/endpoints.ts';
import type { Call } from '../calls/call.ts';
import { all, first, run } from '../database/statements.ts';

export interface AttachmentRow {
  attachment_id: string;
  tenant_id: string;
  record_id: string;
  file_name: string;
  mime_type: string;
  length: number;
}

const COLUMNS = 'attachment_id, tenant_id, record_id, file_name, mime_type, length(content) length';

export function listAttachments(call: Call, recordId: string): AttachmentRow[] {
  const sql = `select ${COLUMNS} from attachment where tenant_id = ? and record_id = ? order by rowid`;
  return all<AttachmentRow>(call.books, sql, call.organisation.tenant_id, recordId);
}

/** By its id or its file name, in any case. */
export function findAttachment(
  call: Call,
  recordId: string,
  wanted: string,
): AttachmentRow | undefined {
  return listAttachments(call, recordId).find(
    (row) =>
      row.attachment_id === wanted.toLowerCase() ||
      row.file_name.toLowerCase() === wanted.toLowerCase(),
  );
}

export function readContent(call: Call, attachmentId: string): Buffer {
  const sql = 'select content from attachment where attachment_id = ?';
  return Buffer.from(first<{ content: Uint8Array }>(call.books, sql, attachmentId)?.content ?? []);
}

/** Keeps the body of the call under a file name; the same name again takes the place of the first. */
export function saveAttachment(call: Call, recordId: string, fileName: string): AttachmentRow {
  const existing = findAttachment(call, recordId, fileName);
  const row: AttachmentRow = {
    attachment_id: existing?.attachment_id ?? randomUUID(),
    tenant_id: call.organisation.tenant_id,
    record_id: recordId,
    file_name: fileName,
    mime_type: call.bodyType ?? 'application/octet-stream',
    length: call.bodyBytes.length,
  };
  run(
    call.books,
    'insert or replace into attachment values (?, ?, ?, ?, ?, ?)',
    row.attachment_id,
    row.tenant_id,
    row.record_id,
    row.file_name,
    row.mime_type,
    call.bodyBytes,
  );
  return row;
}

export function attachmentJson(row: AttachmentRow, holderName: string): object {
  const place = `${holderName}/${row.record_id}/Attachments/${encodeURIComponent(row.file_name)}`;
  return {
    AttachmentID: row.attachment_id,
    FileName: row.file_name,
    Url: `${API_URL}${ACCOUNTING_PREFIX}/${place}`,
    MimeType: row.mime_type,
    ContentLength: row.length,
  };
}

/** Whether anything is attached to a record. */
export function hasAttachments({ books }: Pick<Call, 'books'>, recordId: string): boolean {
  return first(books, 'select 1 from attachment where record_id = ?', recordId) !== undefined;
}
