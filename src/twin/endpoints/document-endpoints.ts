import type { Call, Endpoint } from '../calls/call.ts';
import { hasAttachments } from '../documents/attachments.ts';
import type { DocumentShape } from '../documents/document-shape.ts';
import { type Outcome, readElements, writeAnswer } from '../documents/write-answer.ts';
import { type Listing, listRows } from '../query/list-query.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { type Incoming, withRawProperty } from '../wire/json.ts';

/** A resource of documents that have lines, as its two GETs need it. */
export interface Documents<Row extends { lines: string }> {
  /** `ManualJournals`; the path is the same. */
  name: string;
  linesName: 'JournalLines' | 'LineItems';
  listing: (call: Call) => Listing;
  idOf: (row: Row) => string;
  find: (call: Call, id: string) => Row | undefined;
  /** Everything of a document but its lines, in Xero's names. */
  fieldsOf: (call: Call, row: Row, shape: DocumentShape) => object;
  /** Its lines as that answer shows them; without it, as they are kept. */
  linesOf?: (lines: string, shape: DocumentShape) => string;
}

/** GET of the list and of one document. Lists have lines only where a page was asked for. */
export function documentReads<Row extends { lines: string }>(documents: Documents<Row>) {
  const { find, linesName, linesOf = keptLines, listing, name } = documents;
  const fieldsOf = (call: Call, row: Row, shape: DocumentShape): object => {
    const HasAttachments = hasAttachments(call, documents.idOf(row));
    return { ...documents.fieldsOf(call, row, shape), HasAttachments };
  };
  const list = (call: Call): Answer => {
    const { pagination, rows } = listRows<Row>(call, listing(call));
    const elements = rows.map((row) => {
      const lines = pagination === undefined ? '[]' : linesOf(row.lines, 'listed');
      return withRawProperty(fieldsOf(call, row, 'listed'), linesName, lines);
    });
    return envelopeAnswer(call, { name, elements, pagination });
  };
  const one = (call: Call): Answer => {
    const row = find(call, call.params.id ?? '');
    if (row === undefined) throw notFound();
    const fields = fieldsOf(call, row, 'alone');
    const element = withRawProperty(fields, linesName, linesOf(row.lines, 'alone'));
    return envelopeAnswer(call, { name, elements: [element] });
  };
  return [
    { method: 'GET', path: `/${name}`, resource: name, answer: list },
    { method: 'GET', path: `/${name}/:id`, resource: name, answer: one },
  ] satisfies Endpoint[];
}

function keptLines(lines: string): string {
  return lines;
}

/** A resource whose elements are written one by one, many in a call. */
export interface Writing<Input> {
  name: string;
  read: (element: Incoming) => Input;
  /** The id that an element names itself. */
  idOf: (input: Input) => string | undefined;
  /** Prepares for a call, then writes each input under its id; undefined makes a new one. */
  writer: (call: Call) => (input: Input, id: string | undefined) => Outcome;
}

/** PUT, which only creates and leaves an id aside, and POST, which creates or changes. */
export function elementWrites<Input>({ idOf, name, read, writer }: Writing<Input>) {
  const answer = (call: Call, idFor: (input: Input) => string | undefined): Answer => {
    const inputs = readElements(call, name).map(read);
    const write = writer(call);
    return writeAnswer(
      call,
      name,
      inputs.map((input) => write(input, idFor(input))),
    );
  };
  const put = (call: Call): Answer => answer(call, () => undefined);
  const post = (call: Call): Answer =>
    answer(call, (input) => call.params.id?.toLowerCase() ?? idOf(input));
  return [
    { method: 'PUT', path: `/${name}`, resource: name, answer: put },
    { method: 'POST', path: `/${name}`, resource: name, answer: post },
    { method: 'POST', path: `/${name}/:id`, resource: name, answer: post },
  ] satisfies Endpoint[];
}
