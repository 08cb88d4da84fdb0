import { MAX_NOTE_LENGTH } from '../../xero/contract/limits.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { addHistory, historyOf, secondsOf } from '../documents/history.ts';
import { type Holder, heldBy, NOTE_HOLDERS } from '../documents/holders.ts';
import { type Outcome, readElements, writeAnswer } from '../documents/write-answer.ts';
import { message } from '../messages.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { textField } from '../wire/fields.ts';

const NAME = 'HistoryRecords';

/** https://developer.xero.com/documentation/api/accounting/historyandnotes */
export const historyEndpoints: Endpoint[] = NOTE_HOLDERS.flatMap((holder) => {
  const path = `/${holder.name}/:id/History`;
  return [
    { method: 'GET', path, resource: holder.name, answer: (call) => listHistory(call, holder) },
    { method: 'PUT', path, resource: holder.name, answer: (call) => addNotes(call, holder) },
  ] satisfies Endpoint[];
});

function listHistory(call: Call, holder: Holder): Answer {
  const recordId = heldBy(call, holder);
  if (recordId === undefined) throw notFound();
  const elements = historyOf(call, recordId).map((record) => JSON.stringify(record));
  return envelopeAnswer(call, { name: NAME, elements });
}

function addNotes(call: Call, holder: Holder): Answer {
  const recordId = heldBy(call, holder);
  const outcomes = readElements(call, NAME).map((element) =>
    addNote(call, recordId, textField(element, 'Details') ?? ''),
  );
  return writeAnswer(call, NAME, outcomes);
}

function addNote(call: Call, recordId: string | undefined, details: string): Outcome {
  const errors = [
    ...(recordId === undefined ? [message('historyNotFound')] : []),
    ...(details === '' ? [message('noteMissing')] : []),
    ...(details.length > MAX_NOTE_LENGTH ? [message('noteTooLong', MAX_NOTE_LENGTH)] : []),
  ];
  if (recordId !== undefined && errors.length === 0) {
    addHistory(call, recordId, { changes: call.behaviours.noteChanges, details });
  }
  const fields = {
    DateUTCString: secondsOf(call.now),
    DateUTC: `/Date(${call.now})/`,
    Details: details,
    ValidationErrors: [],
  };
  return { fields, errors, warnings: [] };
}
