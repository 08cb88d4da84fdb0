import { TRANSACTION_COLUMNS } from '../../scenarios/export/lender.ts';

/** One fee a day from 1 April 2026 on: as many journals as days. */
export function daysOfFees(days: number): string {
  const rows = Array.from({ length: days }, (_, day) => {
    const date = new Date(Date.UTC(2026, 3, 1 + day)).toISOString().slice(0, 10);
    return `F${day},${date},L1,FEE,11.50,,`;
  });
  return [TRANSACTION_COLUMNS, ...rows, ''].join('\n');
}
