import { expect, it } from 'vitest';
import { cents } from './money.ts';
import { clearingChanges } from './undo-clearing.ts';

const line = (glAccountCode: string, amount: number) => ({ glAccountCode, amount: cents(amount) });
const CLEARING = new Set(['2190', '2195']);

it.each([
  ['nothing', [], []],
  ['a journal without its bank transaction', [line('1100', -50), line('2190', 50)], ['2190 -50']],
  ['both sides', [line('2190', 50), line('090', 50), line('2190', -50)], []],
  ['two accounts', [line('2195', -7), line('2190', 50)], ['2190 -50', '2195 7']],
])('3.10 clearing after undoing %s', (_name, lines, expected) => {
  const changes = clearingChanges(lines, CLEARING);
  expect(changes.map(({ glAccount, amount }) => `${glAccount} ${amount}`)).toEqual(expected);
});
