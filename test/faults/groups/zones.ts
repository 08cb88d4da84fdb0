import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { CONFIGURATION, openLender, TRANSACTION_COLUMNS } from '../../scenarios/export/lender.ts';

/** East, west, half and quarter hours, both sides of the date line, with and without summer time. */
export const ZONES = [
  ...['UTC', 'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
  ...['Australia/Lord_Howe', 'Asia/Kathmandu', 'Asia/Tehran', 'Europe/London'],
  ...['America/New_York', 'America/St_Johns', 'Africa/Cairo'],
];

/** The days around the changes of clocks on both halves of the earth, and the ends of years. */
const DAYS = [
  ...['2025-12-31', '2026-01-01', '2026-03-07', '2026-03-08', '2026-03-09', '2026-03-28'],
  ...['2026-03-29', '2026-03-30', '2026-04-04', '2026-04-05', '2026-04-06', '2026-09-26'],
  ...['2026-09-27', '2026-09-28', '2026-10-24', '2026-10-25', '2026-10-26', '2026-10-31'],
  ...['2026-11-01', '2026-11-02', '2026-12-31', '2027-01-01', '2028-02-29', '2028-03-01'],
];

const PROGRAM = fileURLToPath(new URL('whole-export.ts', import.meta.url));

/** Imports, plans and sends in a process of a time zone: every day stands in Xero as in the ledger. */
export async function exportInZone(zone: string): Promise<void> {
  const rows = DAYS.flatMap((day) => [
    `F${day},${day},L1,FEE,115.00,,`,
    `P${day},${day},L2,PAY,-20.00,BNZ,DD${day}`,
  ]);
  const lender = await openLender({
    transactions: '',
    configuration: {
      entities: [{ ...CONFIGURATION.entities?.[0], code: 'M', startDate: '2025-01-01' }],
    },
  });
  const words = {
    dataFolder: lender.dataFolder,
    startedAt: lender.clock.now(),
    text: [TRANSACTION_COLUMNS, ...rows, ''].join('\n'),
    upTo: '2028-12-31',
  };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(words)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TZ: zone },
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  await once(child, 'close');
  expect(JSON.parse(said)).toEqual({ zone, state: 'complete', problems: [] });
  const inXero = await lender.xero.liveDocuments();
  const dates = inXero.map(({ date }) => dayOf(date)).sort();
  expect(dates).toEqual([...DAYS, ...DAYS].sort());
  for (const { date, text } of inXero) {
    if (text.includes('loan ledger of')) expect(text).toContain(`loan ledger of ${dayOf(date)}`);
  }
}

/** The day of a document, in whichever way Xero writes it. */
export function dayOf(date: string): string {
  const milliseconds = /^\/Date\((\d+)/.exec(date)?.[1];
  return (milliseconds === undefined ? date : new Date(Number(milliseconds)).toISOString()).slice(
    0,
    10,
  );
}
