import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { csvRows } from './csv-rows.ts';
import { unpack } from './unpack.ts';
import { type Encoding, utf8 } from './utf8.ts';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size = 7, encoding: Encoding = 'utf-8') {
  const rows: string[][] = [];
  const lines: number[] = [];
  let last: { isUnterminated: boolean; fault: string | undefined; row: number | undefined } = {
    isUnterminated: false,
    fault: undefined,
    row: undefined,
  };
  for await (const batch of csvRows(utf8(unpack(chunksOf(bytes, size)), encoding), undefined)) {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
    const { isUnterminated, fault } = batch;
    last = { isUnterminated, fault: fault?.cause.problemCode, row: fault?.row };
  }
  return { rows, lines, ...last };
}

const utf16le = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();

describe('reading delimited text', () => {
  const expected = [
    ['a', 'é'],
    ['1', '€ 2'],
  ];
  const text = 'a;é\r\n1;€ 2\r\n';

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 little endian', utf16le(text)],
    ['UTF-16 big endian', utf16be(text)],
    ['gzip', gzipSync(text)],
    ['gzip of UTF-16', gzipSync(utf16le(text))],
    ['two gzip members', Buffer.concat([gzipSync('a;é\r\n'), gzipSync('1;€ 2\r\n')])],
    ['line feeds', Buffer.from(text.replaceAll('\r', ''))],
    ['lone returns', Buffer.from(text.replaceAll('\n', ''))],
    ['mixed line breaks', Buffer.from('a;é\r\n1;€ 2\n')],
    ['a comma', Buffer.from(text.replaceAll(';', ','))],
    ['a tab', Buffer.from(text.replaceAll(';', '\t'))],
    ['blank lines', Buffer.from(`\r\n\r\na;é\r\n\r\n1;€ 2\r\n\r\n`)],
  ])('reads %s, whatever the size of the chunks', async (_, bytes) => {
    for (const size of [1, 2, 3, 5, 1000]) {
      expect((await read(bytes, size)).rows).toEqual(expected);
    }
  });

  it('reads the western Windows letters where a layout says latin1', async () => {
    const bytes = Buffer.from([0x61, 0x2c, 0xe9, 0x2c, 0x80, 0x0a]);
    expect((await read(bytes, 2, 'latin1')).rows).toEqual([['a', 'é', '€']]);
  });

  it('counts lines by the file, also after line breaks in quotation marks and blank lines', async () => {
    const { rows, lines } = await read(
      Buffer.from('a,b\r\n"1\r\n2\r\n3",x\r\n\r\ny,z\r\n"p\nq",r\r\ns,t\r\n'),
    );
    expect(rows).toHaveLength(5);
    expect(lines).toEqual([1, 2, 6, 7, 9]);
  });

  it('detects the delimiter outside of quotation marks', async () => {
    expect((await read(Buffer.from('"a,b,c";d\n1;2\n'))).rows).toEqual([
      ['a,b,c', 'd'],
      ['1', '2'],
    ]);
  });

  it.each([
    ['a NUL byte', Buffer.from('a,b\n1,2\n3,\0\n'), 'file.nul_byte', 3],
    ['a NUL byte first in a line', Buffer.from('a,b\n1,2\n\0,3\n'), 'file.nul_byte', 3],
    ['UTF-16 without a mark', Buffer.from('a,b\n', 'utf16le'), 'file.nul_byte', 1],
    ['latin1 read as UTF-8', Buffer.from('a,b\nx,\xe9\n', 'latin1'), 'file.wrong_encoding', 2],
    [
      'half a character at the end',
      Buffer.from([0x61, 0x0a, 0xe2, 0x82]),
      'file.wrong_encoding',
      2,
    ],
    ['half a UTF-16 pair', utf16le('a\n').subarray(0, 5), 'file.wrong_encoding', 1],
    ['a cut in a quoted field', Buffer.from('a,b\n1,2\n"3\n4,5\n6,7\n'), 'file.cut_off', 3],
    ['a mark inside a bare field', Buffer.from('a,b\n1,2\n3,5" disc\n'), 'file.misplaced_quote', 3],
    ['text after a closing mark', Buffer.from('a,b\n1,"2"x\n'), 'file.misplaced_quote', 2],
    ['a line without end', Buffer.from(`a,b\n${'x'.repeat(1_100_000)}`), 'file.line_too_long', 2],
    [
      'a gzip that breaks off',
      gzipSync('a,b\n1,2\n').subarray(0, 20),
      'file.damaged_gzip',
      undefined,
    ],
    ['a gzip bomb', gzipSync(Buffer.alloc(34_000_000, '\n')), 'file.expands_too_much', undefined],
  ])('refuses %s and says where', async (_, bytes, problemCode, row) => {
    for (const size of [1_000_000, 1 + (bytes.length >> 2)]) {
      const { fault, row: found } = await read(bytes, size);
      expect(fault).toBe(problemCode);
      if (row !== undefined) expect(found).toBe(row);
    }
  });

  it.each([
    ['a,b\n1,2', true],
    ['a,b\n1,2\n', false],
    ['a,b\r\n1,2\r\n', false],
    ['', false],
  ])('says whether the last line of %j lacks its end', async (text, isUnterminated) => {
    expect((await read(Buffer.from(text))).isUnterminated).toBe(isUnterminated);
  });
});
