import { randomUUID } from 'node:crypto';

/** What goes back over the wire. */
export interface Answer {
  httpStatus: number;
  headers: Record<string, string>;
  /** Bytes where it is a file. */
  body: string | Buffer | undefined;
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function jsonAnswer(httpStatus: number, value: unknown): Answer {
  return jsonTextAnswer(httpStatus, JSON.stringify(value));
}

export function jsonTextAnswer(httpStatus: number, body: string): Answer {
  return { httpStatus, headers: { 'content-type': JSON_TYPE }, body };
}

export function textAnswer(httpStatus: number, body: string): Answer {
  return { httpStatus, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function emptyAnswer(httpStatus: number, headers: Record<string, string> = {}): Answer {
  return { httpStatus, headers, body: undefined };
}

/** Sends a browser on. */
export function redirectAnswer(location: string): Answer {
  return emptyAnswer(302, { location });
}

/** Ends a call with an answer that is no success. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`HTTP ${answer.httpStatus}`);
    this.answer = answer;
  }
}

/** The shape of 401 and 403 answers. */
export function accessAnswer(
  httpStatus: 401 | 403,
  detail: string,
  headers: Record<string, string> = {},
): Answer {
  const answer = jsonAnswer(httpStatus, {
    Type: null,
    Title: httpStatus === 401 ? 'Unauthorized' : 'Forbidden',
    Status: httpStatus,
    Detail: detail,
    Instance: randomUUID(),
    Extensions: {},
  });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export function internalErrorAnswer(): Answer {
  return jsonAnswer(500, {
    Title: 'An error occurred',
    Detail:
      'An error occurred in Xero. Check the API Status page http://status.developer.xero.com ' +
      'for current service status.',
    Status: 500,
    Instance: randomUUID(),
  });
}

/** A request whose body cannot be read: nothing of it was processed. */
export function postDataInvalid(message: string): Refusal {
  return new Refusal(
    jsonAnswer(400, { ErrorNumber: 14, Type: 'PostDataInvalidException', Message: message }),
  );
}

export function queryInvalid(message: string): Refusal {
  return new Refusal(
    jsonAnswer(400, { ErrorNumber: 16, Type: 'QueryParseException', Message: message }),
  );
}

/** One validation error for the whole call, without elements. */
export function validationRefusal(message: string): Refusal {
  return new Refusal(
    jsonAnswer(400, {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: message,
      Elements: [],
    }),
  );
}

export function notFound(): Refusal {
  return new Refusal(textAnswer(404, 'The resource you are looking for cannot be found'));
}
