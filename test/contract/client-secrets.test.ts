import { afterEach, beforeEach, expect, it } from 'vitest';
import { CALL, CHART, type OpenedClient, openClient } from './opened-client.ts';
import type { Reaction } from './scripted-xero.ts';

let opened: OpenedClient;

beforeEach(async () => {
  opened = await openClient();
});
afterEach(() => opened.xero.close());

it('shows no secret and no token, even where Xero says them back', async () => {
  const leak = 'Bearer canary-access-token, canary-client-secret';
  const reactions: Reaction[] = [
    { httpStatus: 400, body: { Message: leak }, headers: { 'xero-correlation-id': leak } },
    { httpStatus: 403, body: leak },
    { httpStatus: 500, body: { Detail: leak } },
    { body: { Accounts: leak } },
  ];
  const said: unknown[] = [];
  for (const reaction of reactions) {
    opened.xero.react(reaction);
    said.push(await opened.client.listChart(), await opened.client.sendDocuments(CALL));
    said.push(await opened.client.createTrackingOption('id', 'East'));
  }
  const leaks = opened.xero.seen.filter(({ headers }) => headers.authorization?.includes('canary'));
  expect(leaks).toHaveLength(opened.xero.seen.length);
  expect(JSON.stringify([said, opened.calls])).not.toContain('canary');
});

it('tells of every call what happened, with no body in it', async () => {
  opened.xero.react(
    { ...CHART, headers: { 'xero-correlation-id': 'c-1' } },
    { fault: 'cutBeforeHeaders' },
  );
  await opened.client.listChart();
  await opened.client.sendDocuments(CALL);
  expect(opened.calls).toMatchObject([
    {
      method: 'GET',
      path: '/api.xro/2.0/Accounts',
      tenantId: 'tenant',
      outcome: 'answered',
      httpStatus: 200,
      correlationId: 'c-1',
      answerBytes: 15,
    },
    { method: 'PUT', outcome: 'lost', reason: 'cut', requestBytes: 21 },
  ]);
});
