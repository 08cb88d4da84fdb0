import { expect, it } from 'vitest';
import { exportInZone, ZONES } from './zones.ts';

it(`D2: in ${ZONES.length} time zones, on the days around changes of clocks: each day is the ledger's`, async () => {
  for (const zone of ZONES) await exportInZone(zone);
  expect(ZONES).toHaveLength(12);
});
