import type { Instant } from '../domain/dates.ts';
import type { Mode } from '../domain/settings.ts';

/** Who does something, in which mode, and when; every write takes one. */
export interface Act {
  readonly actor: string;
  readonly mode: Mode;
  readonly at: Instant;
  /** The same moment by Xero's clock, where that is known: what leaves for Xero counts by it. */
  readonly xeroAt?: Instant;
}
