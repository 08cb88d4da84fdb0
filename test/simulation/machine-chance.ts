import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Random } from './random.ts';

/**
 * Ids and nonces are drawn from this machine's chance all over product and twin. For the time of a
 * seed its chance is the seed's own, so that two runs differ in nothing at all; gives the machine its
 * own back.
 */
export function seedMachineChance(random: Random): () => void {
  const own = { randomUUID: crypto.randomUUID, randomBytes: crypto.randomBytes };
  Object.assign(crypto, {
    randomUUID: () => uuidOf(random.bytes(16).toString('hex')),
    randomBytes: (count: number) => random.bytes(count),
  });
  syncBuiltinESMExports();
  return () => {
    Object.assign(crypto, own);
    syncBuiltinESMExports();
  };
}

function uuidOf(hex: string): ReturnType<typeof crypto.randomUUID> {
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-4${c}-a${d}-${hex.slice(20)}`;
}
