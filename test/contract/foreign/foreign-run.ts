import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTwin, type Twin } from '../../../src/twin/start.ts';
import { CONTRACT_SKIPPED, loadXeroContract } from '../openapi.ts';
import { type ForeignProcess, startForeign } from './foreign-process.ts';
import { type FrontExchange, openTlsFront, type TlsFront } from './tls-front.ts';

/** Undefined where Xero's document is absent. */
export const contract = loadXeroContract();

/** Title of the check at the end of a run. */
export const WITHIN_CONTRACT =
  contract === undefined ? CONTRACT_SKIPPED : "stays within Xero's own document, both ways";

/** A twin under Xero's names, and the foreign programs that run against it. */
export interface ForeignRun {
  twin: Twin;
  front: TlsFront;
  start(script: string, env: Record<string, string>): ForeignProcess;
  control<Body>(method: string, path: string, body?: unknown): Promise<Body>;
  /** Of all calls so far, what Xero's own document does not describe. */
  violations(): string[];
  close(): Promise<void>;
}

export async function openForeignRun(): Promise<ForeignRun> {
  const twin = await startTwin({ seed: 'demo-nz' });
  const front = await openTlsFront(twin.apiUrl);
  const folder = mkdtempSync(join(tmpdir(), 'tieout-foreign-'));
  const trusted = join(folder, 'certificate.pem');
  writeFileSync(trusted, front.certificate);
  const started: ForeignProcess[] = [];
  return {
    twin,
    front,
    start: (script, env) => {
      const wiring = { NODE_EXTRA_CA_CERTS: trusted, TWIN_TLS_PORT: String(front.port) };
      const foreign = startForeign({ script, folder, env: { ...env, ...wiring } });
      started.push(foreign);
      return foreign;
    },
    control: async (method, path, body) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${twin.controlUrl}${path}`, { method, ...sent });
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()) as never;
    },
    violations: () => front.exchanges.flatMap(violationsOf),
    close: async () => {
      await Promise.all(started.map((foreign) => foreign.close()));
      await front.close();
      await twin.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Which of Xero's hosts serves what. */
const HOMES = [
  { host: 'login.xero.com', paths: /^\/identity\// },
  { host: 'identity.xero.com', paths: /^\/(connect|\.well-known)\// },
  { host: 'api.xero.com', paths: /^\/(api\.xro\/2\.0\/|connections)/ },
];

function violationsOf(exchange: FrontExchange): string[] {
  const { answer, answerHeaders, body, headers, host, httpStatus, method, url } = exchange;
  const home = HOMES.find(({ paths }) => paths.test(url))?.host;
  if (host !== home) return [`${method} ${url} is asked of ${host}, not ${home}`];
  if (contract === undefined || host !== 'api.xero.com') return [];
  // xero-node sends an empty object along with each GET.
  const sent = method === 'GET' ? undefined : jsonIn(body, headers);
  const answered = jsonIn(answer, answerHeaders);
  const found = [
    ...contract.checkRequest(method, url, sent),
    ...(answered === undefined
      ? []
      : contract.checkAnswer(method, url, { httpStatus, body: answered })),
  ];
  return found.map((one) => `${method} ${url}: ${one}`);
}

function jsonIn(text: string, headers: FrontExchange['headers']): unknown {
  const isJson = text !== '' && headers['content-type']?.includes('json') === true;
  return isJson ? JSON.parse(text) : undefined;
}
