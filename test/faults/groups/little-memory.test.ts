import { afterAll, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { openLender } from '../../scenarios/export/lender.ts';
import { expectExportedOnce } from '../invariants.ts';
import { doDeed } from './child-deed.ts';
import { littleMemory } from './little-memory.ts';

const memory = littleMemory();
afterAll(memory.remove);

it.each(['recordAttempt', 'recordOutcomes'])(
  `F9: memory runs out before %s, by ${memory.means}: the process ends, and another one goes on`,
  async (since) => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const at = { since, at: 1, moment: 'before', way: 'swell' } as const;
    const ended = await doDeed(lender, { deed: 'send', exportId, ...at }, memory.through);
    expect(ended).toEqual({ said: since, signal: memory.signal });
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({ state: 'complete', problems: [] });
    await expectExportedOnce(lender);
  },
);
