import { resealAll } from '../../store/connection-writer.ts';
import type { TaskContext } from '../task-context.ts';

/** What the renewal of the sealing key did. */
export interface KeysRenewed {
  readonly keyId: string;
  readonly connections: number;
}

/**
 * Makes a new sealing key, or takes the one that is given first, and seals every secret anew under
 * it. Throws a `Refusal` (`sealing_key.given`, `sealed.unreadable`).
 */
export async function renewKeys({ store, act, keys }: TaskContext): Promise<KeysRenewed> {
  const connections = await resealAll(store, act(), keys);
  return { keyId: keys.current().keyId, connections };
}
