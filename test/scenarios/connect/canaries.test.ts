import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { goThroughConsent } from '../../contract/twin-consent.ts';
import { newKeyText } from '../../sealing-keys.ts';
import { newFolder, removeFolder } from '../../stores.ts';
import { inBrowser, type Office, openOffice } from './office.ts';
import { type Program, runProgram } from './program.ts';

const AUTHORIZE = /^(https:\/\/\S+\/identity\/connect\/authorize\?\S+)$/m;

/** Everything that the command line said, and the secrets that it dealt with. */
interface Watched {
  readonly said: string[];
  readonly secrets: Set<string>;
  run(words: readonly string[], env?: Record<string, string>): Program;
  /** Runs to its end, twice: for a person and as JSON. */
  both(words: readonly string[], env?: Record<string, string>): Promise<void>;
}

function watch(office: Office, tokensFile: string): Watched {
  const secrets = new Set<string>();
  const said: string[] = [];
  const run: Watched['run'] = (words, env = {}) => {
    const all = [...words, '--data', office.folder];
    const given = { TOKENS_FILE: tokensFile, TIEOUT_DEBUG: '1', ...env };
    const program = runProgram({ words: all, env: given, twinUrl: office.twin.apiUrl });
    void program
      .ended()
      .then(({ stdout, stderr }) => said.push(`${words.join(' ')}\n${stdout}\n${stderr}`));
    return program;
  };
  return {
    said,
    secrets,
    run,
    both: async (words, env = {}) => {
      for (const more of [[], ['--json']]) {
        const program = run([...words, ...more], env);
        program.endInput();
        await program.ended();
      }
    },
  };
}

/** Every secret in the shapes in which it could be seen. */
function shapesOf(secrets: Iterable<string>): string[] {
  return [...secrets].flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
  ]);
}

/** What every file below a folder holds, by its name. */
function filesIn(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => [file.name, readFileSync(join(file.parentPath, file.name), 'latin1')]);
}

function leaksIn(text: string, shapes: readonly string[]): string[] {
  return shapes.filter((shape) => text.includes(shape));
}

it('leaves no secret in any output, log, file or address of a whole life with Xero', async () => {
  const office = await openOffice({ settings: { logAllRequests: true } });
  await office.app.close();
  const elsewhere = newFolder();
  onTestFinished(() => removeFolder(elsewhere));
  const tokensFile = join(elsewhere, 'tokens');
  const watched = watch(office, tokensFile);
  const { run, both, said, secrets } = watched;
  const [web, custom] = [office.appOf('web'), office.appOf('custom')];
  for (const { clientId, clientSecret } of [web, custom]) {
    secrets.add(clientSecret).add(`${clientId}:${clientSecret}`);
  }

  const person = async (words: string[], ending: 'allow' | 'cancel' | 'twice' | 'wrong') => {
    const program = run(['connect', '--client-id', web.clientId, ...words], {
      TIEOUT_XERO_CLIENT_SECRET: ending === 'wrong' ? 'canary-wrong-secret' : web.clientSecret,
    });
    const address = await program.said(AUTHORIZE);
    const decision = ending === 'cancel' ? 'cancel' : 'allow';
    const back = await goThroughConsent(inBrowser(address, office.twin), { decision });
    secrets.add(back.searchParams.get('code') ?? 'canary-no-code');
    if (ending === 'twice') program.type(`${back.href.replace(/state=[^&]*/, 'state=x')}`);
    program.type(back.href);
    return program.ended();
  };
  secrets.add('canary-wrong-secret');
  expect((await person(['--json'], 'cancel')).exitCode).toBe(1);
  expect((await person([], 'wrong')).exitCode).toBe(1);
  expect((await person(['--json'], 'twice')).exitCode).toBe(0);
  expect((await person([], 'allow')).exitCode).toBe(0);

  await both(['tenants']);
  await both(['verify']);
  await both(['connections']);
  await office.xero.control('POST', '/tokens/expire', { kind: 'access' });
  await both(['verify', '--entity', 'M']);
  await both(['keys', 'rotate']);
  await office.xero.control('POST', '/faults', {
    path: '/Organisation',
    kind: 'status',
    httpStatus: 400,
    times: 9,
    body: `Bearer ${readFileSync(tokensFile, 'utf8').split('\n').at(-3)} ${web.clientSecret}`,
  });
  await both(['tenants']);
  await both(['verify']);
  await office.xero.control('DELETE', '/faults');
  await both(['connections'], { TIEOUT_SEALING_KEY: newKeyText() });
  await both(['disconnect']);
  await both(['connect', '--custom', '--client-id', custom.clientId], {
    TIEOUT_XERO_CLIENT_SECRET: custom.clientSecret,
  });
  await both(['connect', '--custom', '--client-id', custom.clientId], {
    TIEOUT_XERO_CLIENT_SECRET: 'canary-wrong-secret',
  });
  await both(['verify']);
  await both(['requests']);
  await run(['backup', join(office.folder, 'copy.backup')]).ended();
  await both(['config', 'export']);
  await both(['errors']);

  for (const token of readFileSync(tokensFile, 'utf8').split('\n')) if (token) secrets.add(token);
  for (const key of readFileSync(join(office.folder, 'sealing.key'), 'utf8').split('\n')) {
    if (key) secrets.add(key);
  }
  const shapes = shapesOf(secrets);
  expect(secrets.size).toBeGreaterThan(15);
  expect(said.length).toBeGreaterThan(25);
  expect(said.map((text) => [text.split('\n')[0], leaksIn(text, shapes)])).toEqual(
    said.map((text) => [text.split('\n')[0], []]),
  );
  const keyShapes = shapesOf([...secrets]);
  const found = filesIn(office.folder).flatMap(([name, text]) => {
    const leaks = leaksIn(text, keyShapes);
    return name === 'sealing.key' || leaks.length === 0 ? [] : [[name, leaks]];
  });
  expect(found).toEqual([]);
  const names = filesIn(office.folder).map(([name]) => name);
  expect(names.sort()).toEqual(['copy.backup', 'sealing.key', 'tieout.sqlite']);
  expect(said.join('\n')).toContain('/api.xro/2.0/Organisation');
});

it('would find a secret that was left behind', () => {
  const shapes = shapesOf(['s3cret+/']);
  expect(leaksIn('a s3cret+/ in words', shapes)).toHaveLength(1);
  expect(leaksIn('?token=s3cret%2B%2F', shapes)).toHaveLength(1);
  expect(leaksIn(`Basic ${Buffer.from('s3cret+/').toString('base64')}`, shapes)).toHaveLength(1);
});
