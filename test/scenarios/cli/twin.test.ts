import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './tieout.ts';

const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);
const TEST = ['--mode', 'test'];

interface Announced {
  readonly identityUrl: string;
  readonly apiUrl: string;
  readonly pagesUrl: string;
  readonly apps: { kind: string; clientId: string; clientSecret: string }[];
  readonly organisations: { tenantId: string; name: string }[];
  readonly users: unknown[];
}

function withTwin<T>(desk: Desk, work: (twin: Announced) => Promise<T>, ...words: string[]) {
  return desk.firstLine((line) => work(JSON.parse(line)), 'twin', '--json', ...words);
}

describe('twin', () => {
  it('says on one line how to reach it and sign in, then runs on', async () => {
    const desk = openDesk();
    await withTwin(desk, async (twin) => {
      expect(Object.keys(twin)).toEqual([
        ...['identityUrl', 'apiUrl', 'pagesUrl', 'apps', 'organisations', 'users'],
      ]);
      expect(twin.apps.map((app) => app.kind)).toEqual(['web', 'desktop', 'custom']);
      expect(twin.organisations).toMatchObject([{ name: 'Kauri Finance (NZ)' }]);
      expect((await fetch(twin.pagesUrl)).status).toBe(200);
    });
  });

  it('keeps its organisation, and starts another only when reset', async () => {
    const desk = openDesk();
    const [first] = await withTwin(desk, async (twin) => twin.organisations);
    expect(await withTwin(desk, async (twin) => twin.organisations)).toEqual([first]);
    expect(await desk.json('twin', '--seed', 'empty')).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'test_organisation.fixed', facts: { keys: 'seed' } }],
    });
    const reset = await withTwin(
      desk,
      async (twin) => twin.organisations,
      '--reset',
      '--seed=empty',
    );
    expect(reset).toMatchObject([{ name: 'New Organisation' }]);
    expect(reset[0]?.tenantId).not.toBe(first?.tenantId);
  });

  it('says when its port is taken', async () => {
    const desk = openDesk();
    await withTwin(desk, async ({ apiUrl }) => {
      const { port } = new URL(apiUrl);
      expect(await openDesk().json('twin', '--port', port)).toMatchObject({
        exitCode: 1,
        problems: [{ code: 'port.taken', facts: { port: Number(port) } }],
      });
    });
  });

  it('serves other books that name its address, and is missed when it is gone', async () => {
    const desk = openDesk();
    const away = openDesk();
    await withTwin(desk, async ({ apiUrl }) => {
      const file = away.write('c.yaml', `version: 1\nsettings: { twinUrl: '${apiUrl}/' }`);
      expect(await away.json('config', 'apply', file, ...TEST)).toMatchObject({ exitCode: 0 });
      expect(await away.json('verify', ...TEST)).toMatchObject({ passed: true });
    });
    expect(await away.json('verify', ...TEST)).toMatchObject({
      passed: false,
      lines: [{ problems: [{ code: 'twin.not_there' }] }],
    });
  });

  it('forgets when reset what test mode exported, so that it can be exported again', async () => {
    const desk = openDesk();
    for (const name of ['accounts.csv', 'transactions.csv', 'tieout.yaml']) {
      desk.write(name, readFileSync(new URL(name, EXAMPLE), 'utf8'));
    }
    const apply = () => desk.json('config', 'apply', `${desk.folder}/tieout.yaml`, ...TEST);
    const plan = () => desk.json('export', 'plan', '--entity=M', '--up-to=2026-05-31', ...TEST);
    await apply();
    await desk.json('import', 'accounts', `${desk.folder}/accounts.csv`, ...TEST);
    await desk.json('import', 'transactions', `${desk.folder}/transactions.csv`, ...TEST);
    const first = await plan();
    expect(first).toMatchObject({ exitCode: 0, exportId: '20260531.001', transactions: 11 });
    expect(await desk.json('export', 'send', '20260531.001', ...TEST)).toMatchObject({
      state: 'complete',
    });
    expect(await plan()).toMatchObject({ exportId: null });
    await withTwin(desk, async () => undefined, '--reset');
    await apply();
    expect(await desk.json('export', 'list', ...TEST)).toMatchObject({ batches: [] });
    expect(await plan()).toEqual(first);
    await desk.json('export', 'send', '20260531.001', ...TEST);
    expect(await desk.json('tie-out', '--entity=M', '--date=2026-05-31', ...TEST)).toMatchObject({
      exitCode: 0,
      unexplained: '0.00',
    });
  });
});

describe('test mode', () => {
  it('is told once to people, and never to programs', async () => {
    const desk = openDesk();
    const file = desk.write('c.yaml', 'version: 1');
    const { stderr } = await desk.run('config', 'apply', file, ...TEST);
    expect(stderr).toBe('Test mode: the twin stands in for Xero.\n');
    expect(await desk.run('verify', '--json', ...TEST)).toMatchObject({ stderr: '' });
    expect(await desk.run('config', 'export')).toMatchObject({ stderr: '' });
  });
});
