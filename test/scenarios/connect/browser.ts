import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';

/** Why there is no browser to test with; blank where there is one. */
export const NO_BROWSER = existsSync(CHROMIUM) ? '' : ' (skipped: no Chromium on this machine)';

/** A page that went by in the browser. */
export interface Passed {
  readonly url: string;
  readonly httpStatus: number;
}

/** A real browser with one page, driven as a person would. */
export interface Browser {
  open(url: string): Promise<void>;
  /** Presses the button with that label, and waits for the page that follows. */
  press(label: string): Promise<void>;
  /** Chooses an option of the field with that label. */
  choose(label: string, option: string): Promise<void>;
  /** What stands on the page. */
  text(): Promise<string>;
  url(): Promise<string>;
  /** Every answer that was shown or followed, redirects included. */
  readonly passed: Passed[];
  /** Addresses that a page asked for or referred to. */
  readonly referrers: string[];
}

export async function openBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-browser-'));
  const child = spawn(CHROMIUM, [
    ...['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'],
    ...['--disable-dev-shm-usage', '--remote-debugging-port=0', `--user-data-dir=${folder}`],
    'about:blank',
  ]);
  const closed = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const devTools = await devToolsOf(child);
  const targets = (await (await fetch(`http://${devTools}/json`)).json()) as Target[];
  const page = targets.find(({ type }) => type === 'page');
  if (page === undefined) throw new Error('The browser has no page.');
  return drive(await speakTo(page.webSocketDebuggerUrl));
}

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

async function devToolsOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const text of child.stderr ?? []) {
    said += String(text);
    const host = /DevTools listening on ws:\/\/([^/]+)\//.exec(said)?.[1];
    if (host !== undefined) return host;
  }
  throw new Error(`The browser did not start: ${said}`);
}

/** The DevTools protocol: numbered calls, and events in between. */
interface Session {
  call(method: string, parameters?: object): Promise<Record<string, unknown>>;
  on(method: string, listen: (parameters: Record<string, unknown>) => void): void;
}

async function speakTo(url: string): Promise<Session> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  const listeners: [string, (parameters: Record<string, unknown>) => void][] = [];
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result, error } = JSON.parse(String(data));
    for (const [name, listen] of listeners) if (name === method) listen(params);
    if (error === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(JSON.stringify(error)));
  });
  onTestFinished(() => socket.close());
  return {
    call: (method, parameters = {}) => {
      last += 1;
      const answer = Promise.withResolvers<Record<string, unknown>>();
      waiting.set(last, answer);
      socket.send(JSON.stringify({ id: last, method, params: parameters }));
      return answer.promise;
    },
    on: (method, listen) => listeners.push([method, listen]),
  };
}

async function drive(session: Session): Promise<Browser> {
  const passed: Passed[] = [];
  const referrers: string[] = [];
  let loads = 0;
  session.on('Page.loadEventFired', () => {
    loads += 1;
  });
  session.on('Network.responseReceived', ({ response }) => passed.push(passedOf(response)));
  session.on('Network.requestWillBeSent', ({ request, redirectResponse }) => {
    const { headers } = request as { headers: Record<string, string> };
    if (headers.Referer !== undefined) referrers.push(headers.Referer);
    if (redirectResponse !== undefined) passed.push(passedOf(redirectResponse));
  });
  await session.call('Page.enable');
  await session.call('Network.enable');
  const evaluate = async <T>(expression: string): Promise<T> => {
    const options = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await session.call('Runtime.evaluate', options);
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  };
  const untilLoaded = async (act: () => Promise<unknown>) => {
    const before = loads;
    await act();
    for (let tries = 0; loads === before && tries < 400; tries += 1) await delay(25);
    if (loads === before) throw new Error('No page followed.');
  };
  return {
    passed,
    referrers,
    open: (url) => untilLoaded(() => session.call('Page.navigate', { url })),
    press: (label) => untilLoaded(() => evaluate(PRESS(label))),
    choose: async (label, option) => evaluate(CHOOSE(label, option)),
    text: () => evaluate('document.body.innerText'),
    url: () => evaluate('location.href'),
  };
}

function passedOf(response: unknown): Passed {
  const { url, status } = response as { url: string; status: number };
  return { url, httpStatus: status };
}

const PRESS = (label: string) => `(() => {
  const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === ${JSON.stringify(label)});
  if (found === undefined) throw new Error('no such button on: ' + document.body.innerText);
  found.click();
})()`;

const CHOOSE = (label: string, option: string) => `(() => {
  const field = [...document.querySelectorAll('label')].find((one) => one.innerText.trim().startsWith(${JSON.stringify(label)}));
  const select = field?.querySelector('select');
  const found = [...(select?.options ?? [])].find((one) => one.text.startsWith(${JSON.stringify(option)}));
  if (found === undefined) throw new Error('no such option on: ' + document.body.innerHTML);
  select.value = found.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
})()`;
