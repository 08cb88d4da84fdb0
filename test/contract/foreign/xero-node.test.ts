import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goThroughConsent } from '../twin-consent.ts';
import type { ForeignProcess } from './foreign-process.ts';
import { type ForeignRun, openForeignRun } from './foreign-run.ts';

const PROGRAM = fileURLToPath(new URL('xero-node-program.ts', import.meta.url));
let run: ForeignRun;
let xero: ForeignProcess;

beforeAll(async () => {
  run = await openForeignRun();
  const app = run.twin.apps.find(({ kind }) => kind === 'web');
  const config = {
    clientId: app?.clientId,
    clientSecret: app?.clientSecret,
    redirectUris: [app?.redirectUris[1]],
    scopes:
      'openid profile email offline_access accounting.settings accounting.manualjournals accounting.banktransactions accounting.contacts accounting.reports.trialbalance.read'.split(
        ' ',
      ),
    state: 'a state',
    httpTimeout: 20_000,
  };
  xero = run.start(PROGRAM, { XERO_NODE_CONFIG: JSON.stringify(config) });
});
afterAll(() => run.close());

describe("xero-node, Xero's own client", () => {
  it('signs in', async () => {
    const url = String(await xero.ask('buildConsentUrl', []));
    expect(url).toMatch(/^https:\/\/login\.xero\.com\//);
    const back = await goThroughConsent(url.replace('https://login.xero.com', run.twin.identityUrl));
    const tokens = await xero.ask('apiCallback', [back.href]);
    expect(tokens).toMatchObject({ token_type: 'Bearer' });
  });
});
