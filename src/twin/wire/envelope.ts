import { randomUUID } from 'node:crypto';
import type { Call } from '../calls/call.ts';
import { type Answer, jsonTextAnswer } from './answers.ts';

export interface Page {
  page: number;
  pageSize: number;
  pageCount: number;
  itemCount: number;
}

export interface Envelope {
  /** Name of the list, such as `ManualJournals`. */
  name: string;
  /** Each element as ready JSON text. */
  elements: string[];
  pagination?: Page | undefined;
}

/** Xero's success envelope around a list of elements. */
export function envelopeAnswer(call: Pick<Call, 'app' | 'now'>, envelope: Envelope): Answer {
  const head = {
    Id: randomUUID(),
    Status: 'OK',
    ProviderName: call.app.name,
    DateTimeUTC: `/Date(${call.now})/`,
    ...(envelope.pagination === undefined ? {} : { pagination: envelope.pagination }),
  };
  const text = JSON.stringify(head).slice(0, -1);
  return jsonTextAnswer(200, `${text},"${envelope.name}":[${envelope.elements.join(',')}]}`);
}
