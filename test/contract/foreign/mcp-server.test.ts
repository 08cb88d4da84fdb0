import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ForeignProcess } from './foreign-process.ts';
import { type ForeignRun, openForeignRun } from './foreign-run.ts';

const PROGRAM = createRequire(import.meta.url).resolve('@xeroapi/xero-mcp-server');

let run: ForeignRun;
let server: ForeignProcess;
beforeAll(async () => {
  run = await openForeignRun();
  const app = run.twin.apps.find(({ kind }) => kind === 'custom');
  server = run.start(PROGRAM, {
    XERO_CLIENT_ID: app?.clientId ?? '',
    XERO_CLIENT_SECRET: app?.clientSecret ?? '',
    XERO_SCOPES: 'accounting.settings accounting.contacts accounting.manualjournals accounting.banktransactions accounting.reports.trialbalance.read accounting.invoices',
  });
  const clientInfo = { name: 'a test', version: '1' };
  await server.ask('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo });
  server.tell('notifications/initialized');
});
afterAll(() => run.close());

/** The texts that a tool answers with. */
async function use(tool: string, given: object = {}): Promise<string> {
  const answer = await server.ask('tools/call', { name: tool, arguments: given });
  const { content } = answer as { content: { text: string }[] };
  return content.map(({ text }) => text).join('\n');
}

describe("xero-mcp-server, Xero's own server for assistants, against the twin", () => {
  it('has tools', async () => {
    const { tools } = (await server.ask('tools/list')) as { tools: { name: string }[] };
    console.log(tools.map(({ name }) => name).join(' '));
  });
  it.each(['list-organisation-details','list-accounts','list-contacts','list-manual-journals','list-trial-balance','list-tax-rates','list-tracking-categories','list-bank-transactions','list-invoices'])('%s', async (name) => {
    console.log((await use(name)).slice(0,1500));
  });
});
