import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AccountingDate } from '../domain/dates.ts';
import { DEMO_OPTIONS } from './options.ts';
import { startTotals } from './totals.ts';
import { sampleTransactions } from './transactions.ts';

const from = '2026-04-01' as AccountingDate;

describe('the stream of transactions', () => {
  it('gives equal bytes for an equal seed and other bytes for another', () => {
    const options = { seed: 3, rows: 20_000, from, months: 2 };
    expect(digest(options)).toBe(digest(options));
    expect(digest(options)).not.toBe(digest({ ...options, seed: 4 }));
  });

  it.each([
    { rows: 6_000, months: 3 },
    { rows: 50_000, months: 1 },
    { rows: 50_000, months: 12 },
  ])('makes about $rows rows in $months months', ({ rows, months }) => {
    const totals = startTotals();
    for (const _ of sampleTransactions({ seed: 5, rows, from, months }, totals));
    expect(totals.rows / rows).toBeGreaterThan(0.95);
    expect(totals.rows / rows).toBeLessThan(1.05);
  });

  it('counts what it writes: totals equal a count over the file', () => {
    const totals = startTotals();
    const text = [...sampleTransactions(DEMO_OPTIONS, totals)].join('');
    const lines = text.trimEnd().split('\n').slice(1);
    const counted = countByElement(lines);
    expect(totals.rows).toBe(lines.length);
    for (const [element, total] of totals.byElement) {
      const { count, amount, gst } = total;
      expect({ element, count, amount, gst }).toEqual({ element, ...counted.get(element) });
    }
    expect(totals.byElement.size).toBe(counted.size);
  });

  it('streams a million rows in pieces, and says how fast', () => {
    const totals = startTotals();
    const started = performance.now();
    let largest = 0;
    for (const piece of sampleTransactions({ seed: 1, rows: 1_000_000, from, months: 1 }, totals)) {
      largest = Math.max(largest, piece.length);
    }
    const seconds = (performance.now() - started) / 1000;
    const speed = Math.round(totals.rows / seconds);
    process.stdout.write(`sample lender: ${totals.rows} rows, ${speed} rows a second\n`);
    expect(largest).toBeLessThan(70_000);
    expect(totals.rows).toBeGreaterThan(950_000);
  });
});

function digest(options: Parameters<typeof sampleTransactions>[0]): string {
  const hash = createHash('sha256');
  for (const piece of sampleTransactions(options)) hash.update(piece);
  return hash.digest('hex');
}

/** What awk -F, would sum: the first six columns are never quoted. */
function countByElement(lines: string[]) {
  const counted = new Map<string, { count: number; amount: bigint; gst: bigint }>();
  for (const line of lines) {
    const [, , , element = '', amount = '', gst = ''] = line.split(',');
    const total = counted.get(element) ?? { count: 0, amount: 0n, gst: 0n };
    counted.set(element, {
      count: total.count + 1,
      amount: total.amount + BigInt(amount.replace('.', '')),
      gst: total.gst + BigInt(gst.replace('.', '')),
    });
  }
  return counted;
}
