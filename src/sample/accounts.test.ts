import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { sampleAccounts } from './accounts.ts';
import { sampleConfiguration } from './configuration.ts';
import { DEMO_OPTIONS } from './options.ts';

describe('the accounts file', () => {
  const options = { ...DEMO_OPTIONS, rows: 60_000 };
  const rows = parse<Record<string, string>>([...sampleAccounts(options)].join(''), {
    columns: true,
  });
  const configuration = sampleConfiguration(options);

  it('uses every branch, department and account type, and no other', () => {
    const used = (column: string) => [...new Set(rows.map((row) => row[column]))].sort();
    const known = (ids: string[] | undefined) => [...(ids ?? [])].sort();
    expect(used('branch')).toEqual(known(configuration.branches?.map((branch) => branch.id)));
    expect(used('department')).toEqual(known(configuration.departments?.map((each) => each.id)));
    expect(used('account_type')).toEqual(
      known(configuration.accountTypes?.map((each) => each.code)),
    );
    expect(used('entity')).toEqual(['M']);
    expect(used('gst_exempt')).toEqual(['false', 'true']);
  });

  it('says the same of a client wherever the client appears', () => {
    const byClient = Map.groupBy(rows, (row) => row.client_id);
    expect(byClient.size).toBeLessThan(rows.length);
    for (const loans of byClient.values()) {
      expect(new Set(loans.map((row) => `${row.client_name} ${row.gst_exempt}`)).size).toBe(1);
    }
  });

  it('survives names with commas, quotation marks and macrons', () => {
    const names = rows.map((row) => row.client_name ?? '');
    for (const mark of [',', '"', 'ā'])
      expect(names.some((name) => name.includes(mark))).toBe(true);
  });
});
