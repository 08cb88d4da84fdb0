import { afterAll, expect, it } from 'vitest';
import { print } from '../real/real-books.ts';
import type { Way } from './fail-point.ts';
import { PHASES } from './phases.ts';
import { type Swept, sweep } from './sweep.ts';

/** How one kind of failing goes through all phases, and how that is told. */
export interface WholeSweep {
  readonly ways: readonly Way[];
  /** 2: every second effect, both before and after it, so that each moment between two comes once. */
  readonly step: 1 | 2;
  readonly said: string;
}

/** Names the tests of a whole sweep: one for each phase, way and moment; then prints the cells. */
export function sweepWholly({ ways, step, said }: WholeSweep): void {
  const swept = new Map<string, Swept>();
  const cases = PHASES.flatMap((phase) =>
    ways.map((way) => ({ phase, way, name: `${phase.name}: ${way}` })),
  );
  it.each(cases)('$name', async ({ phase, way, name }) => {
    const before = await sweep(phase, { moment: 'before', way, step });
    const after = await sweep(phase, { moment: 'after', way, step });
    expect(Math.abs(before.length - after.length)).toBeLessThanOrEqual(2);
    const fallen = [...before, ...after];
    swept.set(name, fallen);
    if (step === 1) expect(fallen).toEqual(expect.arrayContaining([...phase.reaches]));
    else expect(fallen.length).toBeGreaterThan(phase.reaches.length);
  });
  afterAll(() => {
    const counts = [...swept].map(([name, { length }]) => `  ${name} ${length}`);
    const total = [...swept.values()].reduce((sum, { length }) => sum + length, 0);
    print([`fail points, ${said}: ${total} cells held`, ...counts].join('\n'));
  });
}
