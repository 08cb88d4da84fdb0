/** Chances drawn from a seed: the same seed draws the same, in the same order. */
export interface Random {
  /** A whole number from 0, below the limit. */
  below(limit: number): number;
  /** A whole number between both, which count. */
  between(least: number, most: number): number;
  /** True so often in a hundred. */
  inHundred(times: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Some bytes that no two drawings share. */
  bytes(count: number): Buffer;
}

/** Mulberry32, begun well apart for seeds that stand side by side. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    inHundred: (times) => next() * 100 < times,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
  };
}
