/** Whole random numbers that are the same for the same seed on every machine. */
export interface Random {
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number;
  /** True so many times in a thousand. */
  chance(perThousand: number): boolean;
  /** One item of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
}

/**
 * True for so many of each thousand positions, spread evenly, so that a small book has the mix of a
 * large one. The stride has no divisor in common with 1,000; two strides are independent.
 */
export function evenly(position: number, perThousand: number, stride: number): boolean {
  return ((position % 1000) * stride) % 1000 < perThousand;
}

/** Mulberry32. The stream keeps the numbers of one loan apart from those of the next. */
export function seededRandom(seed: number, stream = 0): Random {
  let state = mixed(seed ^ Math.imul(stream + 1, 0x9e3779b1));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state);
  };
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  return {
    below,
    chance: (perThousand) => below(1000) < perThousand,
    pick: <T>(items: readonly T[]) => items[below(items.length)] as T,
  };
}

function mixed(value: number): number {
  let mix = Math.imul(value ^ (value >>> 15), value | 1);
  mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
  return (mix ^ (mix >>> 14)) >>> 0;
}
