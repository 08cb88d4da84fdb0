import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word.ts';

describe('the nearest word', () => {
  it.each([
    ['gstcode', ['code', 'gstCode', 'gstRate'], 'gstCode'],
    ['OTU', ['INP', 'OUT', 'ZERO'], 'OUT'],
    ['conifg apply', ['config apply', 'config diff'], 'config apply'],
    ['fe', ['fee', 'journal'], 'fee'],
    ['entity', ['entity', 'entities'], 'entity'],
    ['X', ['M', 'N'], undefined],
    ['banana', ['fee', 'journal'], undefined],
    ['anything', [], undefined],
  ] as const)('of %s among %j is %s', (word, candidates, expected) => {
    expect(nearestWord(word, candidates)).toBe(expected);
  });
});
