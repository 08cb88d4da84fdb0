import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { configurationSchema } from '../domain/configuration.ts';

const folder = new URL('../../examples/first-export/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const rowsOf = (name: string) => parse<Record<string, string>>(read(name), { columns: true });

describe('the example examples/first-export', () => {
  const configuration = configurationSchema.parse(parseYaml(read('tieout.yaml')));
  const accounts = new Map(rowsOf('accounts.csv').map((row) => [row.account_id, row]));
  const rows = rowsOf('transactions.csv');

  it('names only loan accounts, elements and bank accounts that it holds', () => {
    const elements = codesOf(configuration.elements);
    const banks = ['', ...codesOf(configuration.bankAccounts)];
    for (const row of rows) {
      expect([...accounts.keys()]).toContain(row.account_id);
      expect(elements).toContain(row.element);
      expect(banks).toContain(row.bank_account);
    }
  });

  it('gives GST where an element is taxed, and nil for the client outside GST', () => {
    const given = rows.map((row) => [row.element, row.gst]).filter(([, gst]) => gst !== '');
    expect(given).toEqual([
      ['ESTFEE', '15.00'],
      ['ESTFEE', '0.00'],
      ['IMPGST', '150.00'],
    ]);
    expect(accounts.get(rows.find((row) => row.gst === '0.00')?.account_id)?.gst_exempt).toBe(
      'true',
    );
  });

  it('adds up to what its README promises', () => {
    const balances = balancesOf(rows);
    expect(balances).toEqual({
      '090': -9_300_00,
      '820': -165_00,
      '1100': 9_702_00,
      '4100': -215_00,
      '4200': -22_00,
    });
    for (const [glAccount, balance] of Object.entries(balances)) {
      const line = read('README.md').match(new RegExp(`^\\| ${glAccount} \\|.*$`, 'm'))?.[0] ?? '';
      expect(line.replaceAll(/[,.]/g, '')).toContain(`| ${Math.abs(balance)} |`);
    }
  });
});

function codesOf(items: { code: string }[]): string[] {
  return items.map((item) => item.code);
}

function centsOf(amount = ''): number {
  return Number(amount.replace('.', ''));
}

/** The accounts that are not nil once both streams are in Xero: clearing and disbursements empty. */
function balancesOf(rows: Record<string, string>[]): Record<string, number> {
  const sumOf = (...elements: string[]) =>
    rows
      .filter((row) => elements.includes(row.element ?? ''))
      .reduce((sum, row) => sum + centsOf(row.amount), 0);
  const gst = rows.reduce((sum, row) => sum + centsOf(row.gst), 0);
  return {
    '090': sumOf('DISB') - sumOf('PAYDD'),
    '820': -gst,
    '1100': sumOf('ADVANCE', 'ESTFEE', 'INT', 'IMPGST', 'PAYDD'),
    '4100': gst - sumOf('ESTFEE', 'IMPGST'),
    '4200': -sumOf('INT'),
  };
}
