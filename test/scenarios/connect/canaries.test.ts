import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { goThroughConsent } from '../../contract/twin-consent.ts';
import { newKeyText } from '../../sealing-keys.ts';
import { inBrowser, type Office, openOffice } from './office.ts';

const AUTHORIZE = /^(https:\/\/\S+\/identity\/connect\/authorize\?\S+)$/m;

type Env = Record<string, string>;

/** The command line on the books of an office, with everything that it ever said. */
interface Watched {
  readonly said: string[];
  /** Runs to its end; `type` is told what was said so far, and gives what is pasted then. */
  run(
    words: readonly string[],
    env?: Env,
    type?: (said: string) => Promise<string>,
  ): Promise<number>;
  /** Runs twice: for a person and as JSON. */
  both(words: readonly string[], env?: Env): Promise<void>;
}

function watch(office: Office): Watched {
  const said: string[] = [];
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    String(input).startsWith(office.twin.apiUrl)
      ? realFetch(input, init)
      : office.wire.fetch(input, init);
  onTestFinished(() => {
    globalThis.fetch = realFetch;
  });
  const run: Watched['run'] = async (words, env = {}, type) => {
    let text = `${words.join(' ')}\n`;
    const say = (more: string) => {
      text += more;
    };
    const isTyped = { yet: type === undefined };
    const page = async () => {
      if (isTyped.yet || type === undefined) return undefined;
      isTyped.yet = true;
      while (!AUTHORIZE.test(text)) await delay(5);
      return type(text);
    };
    const exitCode = await runCommandLine([...words, '--data', office.folder], {
      env: { TIEOUT_DEBUG: '1', ...env },
      ...{ user: 'tester', isWatched: false, columns: 80, out: say, err: say },
      keyboard: { line: async () => undefined, page, close: () => undefined },
      untilStopped: () => Promise.resolve(),
    });
    said.push(text);
    return exitCode;
  };
  return {
    said,
    run,
    both: async (words, env) => {
      for (const more of [[], ['--json']]) await run([...words, ...more], env);
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

function leaksIn(text: string, shapes: readonly string[]): string[] {
  return [...new Set(shapes.filter((shape) => text.includes(shape)))];
}

/** What every file below a folder holds, the key's own left out. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name !== 'sealing.key')
    .map((file) => `${file.name}\n${readFileSync(join(file.parentPath, file.name), 'latin1')}`);
}

it('leaves no secret in any output, log, file or backup of a whole life with Xero', async () => {
  const office = await openOffice({ settings: { logAllRequests: true } });
  const { folder, wire, xero } = office;
  await office.app.close();
  const { run, both, said } = watch(office);
  const [web, custom] = [office.appOf('web'), office.appOf('custom')];
  const secrets = new Set(['canary-wrong-secret']);
  for (const { clientId, clientSecret } of [web, custom]) {
    secrets.add(clientSecret).add(`${clientId}:${clientSecret}`);
  }
  const files: string[] = [];
  const keepFiles = () => {
    files.push(...filesIn(folder));
    for (const key of readFileSync(join(folder, 'sealing.key'), 'utf8').trim().split('\n')) {
      secrets.add(key);
    }
  };
  const right = { TIEOUT_XERO_CLIENT_SECRET: web.clientSecret };
  const wrong = { TIEOUT_XERO_CLIENT_SECRET: 'canary-wrong-secret' };
  const signIn = (env: Env, choice: 'allow' | 'cancel', spoil = (href: string) => href) =>
    run(['connect', '--client-id', web.clientId, '--json'], env, async (text) => {
      const address = AUTHORIZE.exec(text)?.[1] ?? '';
      const back = await goThroughConsent(inBrowser(address, office.twin), { decision: choice });
      secrets.add(back.searchParams.get('code') ?? 'canary-no-code');
      return spoil(back.href);
    });

  expect(await signIn(right, 'cancel')).toBe(1);
  expect(await signIn(wrong, 'allow')).toBe(1);
  const withForeign = (href: string) => `${href.replace(/&state=[^&]*/, '&state=x')}\n${href}`;
  expect(await signIn(right, 'allow', withForeign)).toBe(0);
  expect(await signIn(right, 'allow')).toBe(0);
  for (const words of [['tenants'], ['verify'], ['connections']]) await both(words);
  await both(['backup', join(folder, 'copy.backup')]);
  keepFiles();
  await xero.control('POST', '/tokens/expire', { kind: 'access' });
  await both(['verify', '--entity', 'M']);
  await both(['keys', 'rotate']);
  keepFiles();
  const [accessToken, refreshToken] = wire.tokens.slice(-3);
  const leak = `Bearer ${accessToken} ${refreshToken} ${web.clientSecret}`;
  const fault = { path: '/Organisation', kind: 'status', httpStatus: 400, times: 9, body: leak };
  await xero.control('POST', '/faults', fault);
  for (const words of [['tenants'], ['verify'], ['requests']]) await both(words);
  await xero.control('DELETE', '/faults');
  await both(['connections'], { TIEOUT_SEALING_KEY: newKeyText() });
  await both(['disconnect']);
  keepFiles();
  const asCustom = ['connect', '--custom', '--client-id', custom.clientId];
  await both(asCustom, { TIEOUT_XERO_CLIENT_SECRET: custom.clientSecret });
  await both(asCustom, wrong);
  for (const words of [['verify'], ['requests'], ['config', 'export'], ['errors']])
    await both(words);
  keepFiles();

  for (const token of wire.tokens) secrets.add(token);
  expect(secrets.size).toBeGreaterThan(15);
  expect(said.length).toBeGreaterThan(30);
  expect(files.length).toBeGreaterThan(5);
  expect(said.join('\n')).toContain('/api.xro/2.0/Organisation');
  const shapes = shapesOf(secrets);
  const found = [...said, ...files].flatMap((text) =>
    leaksIn(text, shapes).map((leaked) => `${text.split('\n')[0]}: ${leaked}`),
  );
  expect(found).toEqual([]);
});

it('would find a secret that was left behind', () => {
  const shapes = shapesOf(['s3cret+/']);
  expect(leaksIn('a s3cret+/ in words', shapes)).toHaveLength(1);
  expect(leaksIn('?token=s3cret%2B%2F', shapes)).toHaveLength(1);
  expect(leaksIn(`Basic ${Buffer.from('s3cret+/').toString('base64')}`, shapes)).toHaveLength(1);
});
