import type { Instant } from '../../src/domain/dates.ts';
import type { Act } from '../../src/store/act.ts';
import { openStore } from '../../src/store/open.ts';

/**
 * Run as a process of its own: commits one setting after the other, with its audit row, and prints
 * the number of each once it is committed, until it is killed.
 */
const [folder = '', start = '0'] = process.argv.slice(2);
const store = await openStore({ folder });
const act: Act = { actor: 'os:tester', mode: 'test', at: '2026-05-31T10:00:00.000Z' as Instant };
for (let number = Number(start); ; number += 1) {
  await store.transact(act, async (tx, audit) => {
    await tx
      .insertInto('setting')
      .values({ key: `n${number}`, value: String(number) })
      .execute();
    await audit('test.committed', `n${number}`);
  });
  process.stdout.write(`${number}\n`);
}
