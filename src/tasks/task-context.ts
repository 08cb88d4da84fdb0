import type { Outcome } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import type { Act } from '../store/act.ts';
import type { KeyRing } from '../store/sealing/key-ring.ts';
import type { Store } from '../store/store.ts';
import type { XeroEffects } from '../xero/client/effects.ts';
import type { ConnectedOrganisation } from './connect-organisation.ts';
import type { XeroPlace } from './connection/xero-place.ts';

/** What a task is given: the store, in whose name and mode it acts, and the way to Xero. */
export interface TaskContext {
  readonly store: Store;
  readonly mode: Mode;
  /** Keys under which secrets are sealed. */
  readonly keys: KeyRing;
  /** Who acts, in which mode, and the present moment. */
  act(): Act;
  /** Waiting, a clock that is never set, and the wish to stop: the same for client and engine. */
  readonly time: Pick<XeroEffects, 'wait' | 'monotonicMs' | 'shouldStop'>;
  /** Where Xero is, or the twin in test mode. */
  xero(): Promise<Outcome<XeroPlace>>;
  /** The organisation of an entity, or of the global settings; the twin's one in test mode. */
  connect(entity?: string): Promise<Outcome<ConnectedOrganisation>>;
  /** Writes down the calls to Xero that were made and are not in the log yet. */
  writeRequestLog(): Promise<void>;
  /** Only in test mode. */
  readonly testOrganisation: TestOrganisationAccess | undefined;
}

/** What can be done to the twin's organisation that no call of Xero's does. */
export interface TestOrganisationAccess {
  /** True once the embedded twin has an organisation, which then keeps its seed and country. */
  isFixed(): boolean;
  /** Makes what is missing, all or nothing. */
  setUp(wanted: WantedBooks): Promise<Outcome<BooksMade>>;
}

/** What the twin's organisation is to have; the shape of its control route. */
export interface WantedBooks {
  readonly accounts: readonly { code: string; name: string; type: string }[];
  readonly trackingCategories: readonly { name: string; options: readonly string[] }[];
  readonly contacts: readonly { name: string; accountNumber: string }[];
}

export interface BooksMade {
  readonly accounts: number;
  readonly trackingCategories: number;
  readonly trackingOptions: number;
  readonly contacts: number;
}
