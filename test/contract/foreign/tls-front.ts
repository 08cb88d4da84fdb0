import { request as forward, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeCertificate } from './certificate.ts';
import { XERO_HOSTS } from './xero-hosts.ts';

/** What crossed the wire for one call. */
export interface FrontExchange {
  host: string;
  method: string;
  /** With its query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  httpStatus: number;
  answerHeaders: IncomingMessage['headers'];
  answer: string;
}

/** A TLS port that passes every call on to the twin, under the names of Xero's hosts. */
export interface TlsFront {
  port: number;
  /** PEM, for those who are to trust the port. */
  certificate: string;
  exchanges: FrontExchange[];
  close(): Promise<void>;
}

export async function openTlsFront(twinUrl: string): Promise<TlsFront> {
  const { certificate, key } = makeCertificate(XERO_HOSTS);
  const exchanges: FrontExchange[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    passOn(twinUrl, request).then(
      (exchange) => {
        exchanges.push(exchange);
        response.writeHead(exchange.httpStatus, exchange.answerHeaders).end(exchange.answer);
      },
      (error: Error) => response.destroy(error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    certificate,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function passOn(twinUrl: string, request: IncomingMessage): Promise<FrontExchange> {
  const { headers, method = '', url = '' } = request;
  const call = { host: headers.host ?? '', method, url, headers, body: await text(request) };
  const answered = await answerOf(twinUrl, call);
  return {
    ...call,
    httpStatus: answered.statusCode ?? 0,
    answerHeaders: answered.headers,
    answer: await text(answered),
  };
}

function answerOf(
  twinUrl: string,
  { body, headers, method, url }: Pick<FrontExchange, 'body' | 'headers' | 'method' | 'url'>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sending = forward(`${twinUrl}${url}`, { method, headers }, resolve);
    sending.on('error', reject);
    sending.end(body);
  });
}
