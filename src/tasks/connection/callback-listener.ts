import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits on this computer for a browser to come back from Xero. */
export interface CallbackListener {
  /** The next whole address that a browser came back with. */
  next(): Promise<string>;
  close(): Promise<void>;
}

const DONE_PATH = '/connected';

/** A browser that was sent to a page shall find it, though the sign-in is over by then. */
const LONGEST_WAIT_FOR_PAGE_MS = 2_000;

/**
 * Listens where a redirect URI of this computer points to. Undefined where it points elsewhere, or
 * where the port is taken: then the address is pasted by hand. Each callback is answered by a
 * redirect, so that no page stands under an address with a code in it; `wayOn` says where to.
 */
export async function listenForCallback(
  redirectUri: string,
  wayOn?: (address: string) => string,
): Promise<CallbackListener | undefined> {
  const wanted = new URL(redirectUri);
  if (wanted.protocol !== 'http:' || wanted.hostname !== 'localhost') return undefined;
  const came: string[] = [];
  const waiting: ((address: string) => void)[] = [];
  const shown = Promise.withResolvers<void>();
  let isPageOwed = false;
  const server = createServer((request, response) => {
    const asked = URL.parse(request.url ?? '/', wanted.origin);
    if (request.method !== 'GET' || asked === null) return end(response, 405);
    if (asked.pathname === DONE_PATH) return end(response.once('close', shown.resolve), 200);
    if (asked.pathname !== wanted.pathname || asked.search === '') return end(response, 404);
    const location = wayOn === undefined ? DONE_PATH : wayOn(asked.href);
    response.writeHead(302, { ...HEADERS, location }).end();
    isPageOwed = wayOn === undefined;
    const next = waiting.shift();
    if (next === undefined) came.push(asked.href);
    else next(asked.href);
  });
  server.requestTimeout = 10_000;
  server.maxConnections = 50;
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port: Number(wanted.port || 80), host: 'localhost' }, () => resolve(true));
  });
  if (!isListening) return undefined;
  return {
    next: () =>
      new Promise((resolve) => {
        const found = came.shift();
        if (found === undefined) waiting.push(resolve);
        else resolve(found);
      }),
    close: async () => {
      if (isPageOwed) await Promise.race([shown.promise, delay(LONGEST_WAIT_FOR_PAGE_MS)]);
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'",
  'content-type': 'text/html; charset=utf-8',
};

const PAGES: Readonly<Record<number, string>> = {
  200: 'Back from Xero. What came of it stands where tieout connect was started; this page can be closed.',
  404: 'There is nothing here. Begin with tieout connect.',
  405: 'This address is only for coming back from Xero.',
};

function end(response: ServerResponse, httpStatus: number): void {
  response.writeHead(httpStatus, HEADERS);
  response.end(
    `<!doctype html><html lang="en"><title>tieout</title><p>${PAGES[httpStatus]}</p></html>`,
  );
}
