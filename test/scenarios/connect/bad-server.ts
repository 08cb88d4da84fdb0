import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** How a server answers that is not Xero, or is broken. */
export type BadAnswer = (response: ServerResponse, request: IncomingMessage) => void;

export interface BadServer {
  readonly url: string;
  readonly requests: { readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  /** Bytes that it got rid of. */
  bytes: number;
  answer: BadAnswer;
}

export async function startBadServer(): Promise<BadServer> {
  const server = createServer((request, response) => {
    bad.requests.push({ url: request.url ?? '', headers: request.headers });
    request.resume();
    const { socket } = response;
    response.once('close', () => {
      bad.bytes += socket?.bytesWritten ?? 0;
    });
    bad.answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  const bad: BadServer = {
    url: `http://127.0.0.1:${port}`,
    requests: [],
    bytes: 0,
    answer: (response) => response.end(),
  };
  return bad;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A whole answer. */
export function says(
  httpStatus: number,
  body: unknown,
  headers: Record<string, string> = JSON_TYPE,
): BadAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (response) => response.writeHead(httpStatus, headers).end(text);
}

/** An answer that never ends, as fast as it is read. */
export const endless: BadAnswer = (response) => {
  response.writeHead(200, JSON_TYPE).write('{"access_token":"');
  const block = 'x'.repeat(1 << 20);
  const more = () => {
    while (!response.destroyed && response.write(block));
  };
  response.on('drain', more);
  more();
};

/** A few bytes that unpack to a gigabyte. */
export const bomb: BadAnswer = (response) => {
  const packed = gzipSync(Buffer.alloc(1 << 26, ' '));
  const whole = Buffer.concat(Array(16).fill(packed));
  response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(whole);
};

/** A letter now and then, for ever. */
export const dripping: BadAnswer = (response) => {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(' '), 200);
  response.on('close', () => clearInterval(timer));
};

/** Ends half way. */
export const cut: BadAnswer = (response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('{"access_token":"a",', () => response.destroy());
};
