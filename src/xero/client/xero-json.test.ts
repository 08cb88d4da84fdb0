import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseXeroJson } from './xero-json.ts';

it.each([
  '0.1',
  '100.00',
  '-2569.00',
  '9999999999.99',
  '90071992547409.93',
  '123456789012345678901234567890.12',
  '15.0000',
  '1e400',
  '-0.00',
])('keeps the digits of %s', (text) => {
  expect(parseXeroJson(`{"LineAmount":${text}}`)).toEqual({ LineAmount: { rawJSON: text } });
  expect(JSON.stringify(parseXeroJson(`[${text}]`))).toBe(`[${text}]`);
});

it('keeps everything else as JSON does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.stringify(parseXeroJson(text))).toBe(text);
    }),
  );
});

it.each(['', '<html>', '{"a":1', '[1,]', `${'['.repeat(200_000)}`])('refuses %.20s', (text) => {
  expect(parseXeroJson(text)).toBeUndefined();
});

it('refuses nesting that no answer of Xero has, instead of failing', () => {
  const deep = `${'['.repeat(200_000)}1${']'.repeat(200_000)}`;
  expect(parseXeroJson(deep)).toBeUndefined();
});
