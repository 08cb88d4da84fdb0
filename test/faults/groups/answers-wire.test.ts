import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { judgeAnswer } from '../../../src/xero/client/judge.ts';
import { type CustomClientOptions, customClient } from '../../contract/custom-client.ts';
import { makeCertificate } from '../../contract/foreign/certificate.ts';
import { CREDENTIALS, SIGNED_IN, startScriptedXero } from '../../contract/scripted-xero.ts';
import { virtualEffects } from '../../contract/virtual-effects.ts';
import {
  type BadAnswer,
  bomb,
  dripping,
  endless,
  says,
  startBadServer,
} from '../../scenarios/connect/bad-server.ts';

const CALL = { kind: 'manualJournal', body: '{"ManualJournals":[]}', idempotencyKey: 'k' } as const;
const SENT = [{ marker: '[20260531.001/1 aaaaaaaaaa]' }];
const MEGABYTE = 1024 * 1024;

/** A client that signs in well, and whose every other call goes to another address. */
async function clientOf(apiUrl: string, caps?: CustomClientOptions['caps']) {
  const xero = await startScriptedXero();
  onTestFinished(() => xero.close());
  const addresses = { ...xero.addresses, apiUrl };
  const given = { addresses, credentials: CREDENTIALS, effects: virtualEffects(), tenantId: 't' };
  return customClient(caps === undefined ? given : { ...given, caps });
}

const NESTED = `{"ManualJournals":${'['.repeat(1_000_000)}`;
const ONE_WORD = JSON.stringify({ ManualJournals: [{ Narration: 'x'.repeat(50 * MEGABYTE) }] });

/** Answers that would fill a memory, or a lifetime. */
const EXCESSIVE: [string, BadAnswer, CustomClientOptions['caps']][] = [
  ['without an end', endless, undefined],
  [
    'of a few bytes that unpack to a gigabyte',
    bomb,
    { timeoutMs: 60_000, maxBytes: 64 * MEGABYTE },
  ],
  ['of a letter now and then', dripping, { timeoutMs: 300, maxBytes: MEGABYTE }],
  ['a million deep', says(200, NESTED), undefined],
  ['of one huge word', says(200, ONE_WORD), undefined],
];

describe('an answer that is too much', () => {
  it.each(EXCESSIVE)(
    'B18: %s: what became of a sending is not known, a reading says so, and memory is bounded',
    async (_case, answer, caps) => {
      const bad = await startBadServer();
      bad.answer = answer;
      const client = await clientOf(bad.url, caps);
      const mostBytes = Math.max(caps?.maxBytes ?? 0, 256 * MEGABYTE);
      const before = process.memoryUsage().rss;
      const sent = await client.sendDocuments(CALL);
      const judged = judgeAnswer(sent, SENT);
      if (judged.kind === 'perDocument') {
        expect(judged.documents).toMatchObject([{ outcome: 'unknown' }]);
      } else expect(judged.kind).toBe('unknown');
      expect((await client.readDocument('manualJournal', 'x')).ok).toBe(false);
      expect(process.memoryUsage().rss - before).toBeLessThan(3 * mostBytes);
      expect(bad.bytes).toBeLessThan(3 * mostBytes);
    },
    60_000,
  );
});

interface FalseXero {
  readonly url: string;
  /** Everything that a client said to it. */
  readonly heard: string[];
}

/** A port of TLS that says it is Xero; every word that reaches it is kept. */
async function startFalseXero(hosts: readonly string[]): Promise<FalseXero & { pem: string }> {
  const { certificate, key } = makeCertificate(hosts);
  const heard: string[] = [];
  const server: Server = createServer({ cert: certificate, key }, (request, response) => {
    heard.push(JSON.stringify(request.headers));
    response.end(JSON.stringify(SIGNED_IN.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `https://localhost:${port}`, heard, pem: certificate };
}

/** Trusts a certificate until the test is over. */
function trust(pem: string): void {
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, pem]);
  onTestFinished(() => setDefaultCACertificates(usual));
}

describe('a server that is not Xero', () => {
  it.each([
    ['vouches for itself', ['localhost'], false],
    ['has a good certificate of another name', ['xero.example'], true],
  ])('B19: %s: no call is made, and no token leaves', async (_case, hosts, isTrusted) => {
    const { url, heard, pem } = await startFalseXero(hosts);
    if (isTrusted) trust(pem);
    const client = await clientOf(url);
    const sent = await client.sendDocuments(CALL);
    expect(sent).toMatchObject({ kind: 'notSent', problem: { code: 'xero_call.unreachable' } });
    expect(judgeAnswer(sent, SENT).kind).toBe('notProcessed');
    expect(await client.readOrganisation()).toMatchObject({
      problems: [{ code: 'xero_call.unreachable' }],
    });
    expect(heard).toEqual([]);
  });

  it('B19: the same server is reached with a good certificate of its own name', async () => {
    const { url, heard, pem } = await startFalseXero(['localhost']);
    trust(pem);
    expect(await (await clientOf(url)).sendDocuments(CALL)).toMatchObject({ kind: 'answered' });
    expect(heard).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308])(
    'B19: a redirect by %i to another host is not followed, and no token goes there',
    async (httpStatus) => {
      const [bad, other] = [await startBadServer(), await startBadServer()];
      bad.answer = says(httpStatus, '', { location: `${other.url}/api.xro/2.0/ManualJournals` });
      const client = await clientOf(bad.url);
      expect(judgeAnswer(await client.sendDocuments(CALL), SENT).kind).toBe('unknown');
      expect(await client.readOrganisation()).toMatchObject({
        problems: [{ code: 'xero_call.refused' }],
      });
      expect(bad.requests.length).toBeGreaterThan(1);
      expect(other.requests).toEqual([]);
    },
  );
});
