import { expect, it } from 'vitest';
import { PROBLEMS, type ProblemCode } from '../domain/problems/index.ts';
import { placeOf } from './problem-places.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

function toOf(code: string): string | undefined {
  return placeOf({ code, message: '', remedy: '', retry: 'now', facts: { exportId: 'X' } })?.to;
}

/** Mended in Xero, by the lender's adviser, or by what holds another row. */
const ELSEWHERE = ['held.locked_date', 'held.bank_group_incomplete', 'held.original_waits'];

it.each(CODES.filter((code) => code.startsWith('held.')))(
  '%s leads to where it is mended',
  (code) => {
    const isHere = !ELSEWHERE.includes(code) && code !== 'held.other_version_waits';
    expect(toOf(code) !== undefined).toBe(isHere);
  },
);

it.each([
  ['gl_account.not_in_xero', '/admin/gl-accounts'],
  ['tax_type.unknown', '/admin/information-lists'],
  ['tax_type.other_rate', '/admin/elements'],
  ['contact.default_missing', '/tools/global-settings/gl-and-accounting'],
  ['tracking.option_missing', '/tools/global-settings/gl-and-accounting'],
  ['entity.start_date_missing', '/admin/entities'],
  ['undo.cut_short', '/batches/$exportId'],
  ['xero_call.no_answer', undefined],
])('%s leads to %s', (code, to) => {
  expect(CODES).toContain(code);
  expect(toOf(code)).toBe(to);
});
