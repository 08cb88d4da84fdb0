import { MAX_ATTACHMENTS } from '../../xero/contract/limits.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import {
  type AttachmentRow,
  attachmentJson,
  findAttachment,
  listAttachments,
  readContent,
  saveAttachment,
} from '../documents/attachments.ts';
import { addHistory } from '../documents/history.ts';
import { FILE_HOLDERS, type Holder, heldBy } from '../documents/holders.ts';
import { type MessageKey, message } from '../messages.ts';
import { type Answer, notFound, validationRefusal } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const NAME = 'Attachments';

/** https://developer.xero.com/documentation/api/accounting/attachments */
export const attachmentEndpoints: Endpoint[] = FILE_HOLDERS.flatMap((holder) => {
  const list = `/${holder.name}/:id/Attachments`;
  const file = `${list}/:file`;
  const attach = (call: Call) => attachFile(call, holder);
  return [
    { method: 'GET', path: list, resource: NAME, answer: (call) => listFiles(call, holder) },
    {
      method: 'GET',
      path: file,
      resource: NAME,
      answer: (call) => oneFile(call, holder),
      isFile: true,
    },
    { method: 'PUT', path: file, resource: NAME, answer: attach },
    { method: 'POST', path: file, resource: NAME, answer: attach },
  ] satisfies Endpoint[];
});

function listFiles(call: Call, holder: Holder): Answer {
  return filesAnswer(call, holder, listAttachments(call, recordOf(call, holder)));
}

function oneFile(call: Call, holder: Holder): Answer {
  const row = findAttachment(call, recordOf(call, holder), call.params.file ?? '');
  if (row === undefined) throw notFound();
  return {
    httpStatus: 200,
    headers: { 'content-type': row.mime_type },
    body: readContent(call, row.attachment_id),
  };
}

function attachFile(call: Call, holder: Holder): Answer {
  const recordId = recordOf(call, holder);
  const fileName = call.params.file ?? '';
  const complaint = complaintAbout(call, recordId, fileName);
  if (complaint !== undefined) throw validationRefusal(message(complaint));
  const row = saveAttachment(call, recordId, fileName);
  const details = `Attached the file ${fileName} through the Xero API using ${call.app.name}`;
  addHistory(call, recordId, { changes: 'Attached a file', details });
  return filesAnswer(call, holder, [row]);
}

const FORBIDDEN = /[<>:"/\\|?*\0+]/;

function complaintAbout(call: Call, recordId: string, fileName: string): MessageKey | undefined {
  if (FORBIDDEN.test(fileName)) return 'attachmentName';
  if (call.bodyBytes.length === 0) return 'attachmentEmpty';
  const isNew = findAttachment(call, recordId, fileName) === undefined;
  const isFull = listAttachments(call, recordId).length >= MAX_ATTACHMENTS;
  return isNew && isFull ? 'attachmentsTooMany' : undefined;
}

function recordOf(call: Call, holder: Holder): string {
  const recordId = heldBy(call, holder);
  if (recordId === undefined) throw notFound();
  return recordId;
}

function filesAnswer(call: Call, holder: Holder, rows: AttachmentRow[]): Answer {
  const elements = rows.map((row) => JSON.stringify(attachmentJson(row, holder.name)));
  return envelopeAnswer(call, { name: NAME, elements });
}
