import { expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { openDesk } from '../cli/tieout.ts';
import { openOffice } from './office.ts';

const ESCAPE = '\u001b';
const CONTROL_SEQUENCE = '\u009b';
const RIGHT_TO_LEFT = '\u202e';
const NAME = `${ESCAPE}[2J${CONTROL_SEQUENCE}31mKauri${RIGHT_TO_LEFT} <b>Ltd</b>\r\u0007`;

it('shows a name that steers terminals as it is, and obeys nothing in it', async () => {
  const office = await openOffice();
  await office.xero.control('POST', '/organisations', { name: NAME });
  const { userId } = await office.xero.control<{ userId: string }>('POST', '/users', {
    name: `Eve ${ESCAPE}[31m`,
    email: 'eve@example.test',
  });
  for (const { tenantId } of await office.xero.control<{ tenantId: string }[]>(
    'GET',
    '/organisations',
  )) {
    await office.xero.control('PUT', `/users/${userId}/roles/${tenantId}`, { role: 'adviser' });
  }
  const { connection } = valueIn(await office.connect({ user: 'Eve', organisation: ESCAPE }));
  expect(connection.organisationName).toBe(NAME);
  expect(connection.authorisedBy).toContain(ESCAPE);
  const run = (...words: string[]) => openDesk().bare(...words, '--data', office.folder);
  const shown = await run('connections');
  const refused = await run('connections', NAME);
  expect([shown.exitCode, refused.exitCode]).toEqual([0, 2]);
  expect(shown.stdout).toContain('\ufffd[2J\ufffd31mKauri\ufffd <b>Ltd</b> \ufffd');
  expect(shown.stdout).toContain('Eve \ufffd[31m <eve@example.test>');
  expect(refused.stderr).toContain('\ufffd[2J');
  for (const text of [shown.stdout, refused.stderr]) {
    expect(text).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
  }
  const { stdout } = await run('connections', '--json');
  expect(JSON.parse(stdout).connections).toMatchObject([{ organisationName: NAME }]);
});
