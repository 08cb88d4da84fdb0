import { describe, expect, it } from 'vitest';
import { day } from '../../test/domain/plan-of.ts';
import { checkExportId, numberExportId, resolveExportId, sequenceOf } from './export-id.ts';

const PARTS = { upTo: day('2026-05-31'), entity: 'M', user: 'ann' };
const idOf = (template: string, number: number) =>
  numberExportId(resolveExportId(template, PARTS), number);

describe('3.9 the export id', () => {
  it.each([
    ['[YYYYMMDD].[Seq]', 1, '20260531.001'],
    ['[YYYYMMDD].[Seq]', 1234, '20260531.1234'],
    ['[Entity]-[YYYYMM]-[Seq]-[User]', 7, 'M-202605-007-ann'],
    ['May 2026', 7, 'May 2026'],
    ['[Year].[Seq]', 7, '[Year].007'],
  ])('3.9 %s, number %i: %s', (template, number, exportId) => {
    expect(idOf(template, number)).toBe(exportId);
  });

  it.each([
    ['20260531.001', 1],
    ['20260531.1234', 1234],
    ['20260530.001', undefined],
    ['20260531.01', undefined],
    ['20260531.x01', undefined],
  ])('3.9 the number of %s is %s', (exportId, number) => {
    expect(sequenceOf(resolveExportId('[YYYYMMDD].[Seq]', PARTS), exportId)).toBe(number);
  });

  it.each(['', ' a', '[a]', 'a/b', 'a'.repeat(61), 'é', 'a\n'])(
    '3.9 %j is no export id',
    (text) => {
      const checked = checkExportId(text);
      expect(checked.ok ? '' : checked.problems[0]?.code).toBe('export_id.invalid');
    },
  );
});
