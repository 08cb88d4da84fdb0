import { describe, expect, it } from 'vitest';
import { chooser } from '../scenarios/export/storm.ts';
import type { Cell, Moment, Way } from './fail-point.ts';
import { PHASES } from './phases.ts';
import { sample } from './sweep.ts';

/** FAULT_SEED explores other cells; the deep tests go through all of them. */
const SEED = Number(process.env.FAULT_SEED ?? 20_261_123);
const CELLS = 2;

const cases = PHASES.map((phase, index) => {
  const pick = chooser(SEED + index);
  const numbers = Array.from({ length: 40 }, (_, number) => number + 1);
  const cells = Array.from({ length: CELLS }, (): Cell => {
    const moment = pick<Moment>(['before', 'after']);
    return { at: pick(numbers), moment, way: pick<Way>(['throw', 'hang']) };
  });
  const said = cells.map(({ way, moment, at }) => `${way} ${moment} ${at}`).join(', ');
  return { phase, cells, name: `${phase.name}: ${said}` };
});

describe(`A8: an effect that fails, or never ends: cells of seed ${SEED}`, () => {
  it.each(cases)('$name', async ({ phase, cells }) => {
    expect(await sample(phase, cells)).toHaveLength(CELLS);
  });
});
