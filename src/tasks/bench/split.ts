import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { succeed } from '../../domain/problem.ts';
import { benchFiles } from './bench-files.ts';
import { type Phase, timed } from './phase.ts';

/** Reads the transactions and takes their lines apart, and nothing else. */
export const split: Phase = async ({ root }) => {
  const { value, ...spent } = await timed(() => countRows(benchFiles(root).transactions));
  return succeed({ count: value - 1, ...spent, facts: {} });
};

const CHUNK_BYTES = 256 * 1024;

async function countRows(path: string): Promise<number> {
  const decoder = new StringDecoder('utf8');
  let rows = 0;
  let rest = '';
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const text = rest + decoder.write(chunk as Buffer);
    const end = splitLines(text, () => {
      rows += 1;
    });
    rest = text.slice(end);
  }
  return rows;
}

/** Gives the cells of each whole line; tells where the first line begins that is not whole. */
export function splitLines(text: string, onRow: (cells: string[]) => void): number {
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end === -1) return start;
    const line = text.slice(start, end);
    if (!line.includes('"')) {
      onRow(line.split(','));
      start = end + 1;
      continue;
    }
    const quoted = splitQuoted(text, start);
    if (quoted === undefined) return start;
    onRow(quoted.cells);
    start = quoted.end;
  }
}

/** A line with quotation marks, strictly as RFC 4180 has it; undefined where it is not whole. */
function splitQuoted(text: string, start: number): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (cell === undefined) return undefined;
    cells.push(cell.value);
    if (text[cell.end] === '\n') return { cells, end: cell.end + 1 };
    at = cell.end + 1;
  }
}

interface Cell {
  readonly value: string;
  /** Where the comma or the line break behind it stands. */
  readonly end: number;
}

function plainCell(text: string, start: number): Cell | undefined {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') {
    if (text[end] === '"') throw new SyntaxError('A quotation mark stands inside a cell.');
    end += 1;
  }
  return end === text.length ? undefined : { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): Cell | undefined {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1 || end + 1 >= text.length) return undefined;
  if (text[end + 1] !== ',' && text[end + 1] !== '\n') {
    throw new SyntaxError('Something stands behind a closing quotation mark.');
  }
  return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
