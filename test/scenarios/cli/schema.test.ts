import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const at = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('the published schema of the configuration file', () => {
  const ajv = new Ajv2020.default({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(JSON.parse(at('docs/configuration.schema.json')));
  const faultsIn = (configuration: unknown) => {
    validate(configuration);
    return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  };

  it('takes the configuration of the example', () => {
    expect(faultsIn(parse(at('examples/first-export/tieout.yaml')))).toEqual([]);
  });

  it('takes a file with its version alone, and none without', () => {
    expect(faultsIn({ version: 1 })).toEqual([]);
    expect(faultsIn({})).toEqual([' required']);
  });

  it('points at unknown keys and at values that cannot be', () => {
    const elements = [{ code: 'FEE', type: 'fe', gstcode: 'OUT' }];
    expect(faultsIn({ version: 1, elements, settings: { streems: [] } }).sort()).toEqual([
      '/elements/0 additionalProperties',
      '/elements/0/type enum',
      '/settings additionalProperties',
    ]);
  });
});
