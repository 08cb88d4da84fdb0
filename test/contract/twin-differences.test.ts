import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { BEHAVIOURS } from '../../src/twin/behaviours.ts';
import { MESSAGES } from '../../src/twin/messages.ts';
import { openSession } from './twin-session.ts';

const PAGE = fileURLToPath(new URL('../../docs/twin-differences.md', import.meta.url));

const behaviours = [
  '| Behaviour | Values | What it is about |',
  '| --- | --- | --- |',
  ...Object.entries(BEHAVIOURS).map(([name, { about, values }]) => {
    const shown = values.map((value, index) => (index === 0 ? `\`${value}\`` : value)).join(', ');
    return `| ${name} | ${shown} | ${about} |`;
  }),
];

const messages = [
  '| Key | Text |',
  '| --- | --- |',
  ...Object.entries(MESSAGES)
    .filter(([, [, confidence]]) => confidence === 'inferred')
    .map(([key, [text]]) => `| ${key} | ${text} |`),
];

function filled(page: string, name: string, lines: string[]): string {
  const between = new RegExp(`(<!-- ${name} -->)[^]*(<!-- /${name} -->)`);
  return page.replace(between, `$1\n${lines.join('\n')}\n$2`);
}

it('docs/twin-differences.md prints the behaviours and inferred texts as they are (-u renews it)', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const fresh = filled(filled(page, 'behaviours', behaviours), 'messages', messages);
  expect(fresh).toContain('strictReservedAccounts');
  await expect(fresh).toMatchFileSnapshot(PAGE);
});

it('every behaviour starts with its default', async () => {
  const xero = await openSession();
  const reply = await xero.control<{ name: string; value: string }[]>('GET', '/behaviours');
  const defaults = Object.entries(BEHAVIOURS).map(([name, { values }]) => [name, values[0]]);
  expect(reply.body.map(({ name, value }) => [name, value])).toEqual(defaults);
  await xero.twin.close();
});
