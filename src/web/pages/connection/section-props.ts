import type { WantedCredentials } from '../../../api/contract/settings.ts';
import type { SaveFirst } from '../../forms/use-save-first.tsx';

/** What the sections about Xero share, on the global page and on an entity's. */
export interface SectionProps<Values extends object> {
  /** Blank for the global settings. */
  readonly entity: string;
  readonly values: Values;
  set<Key extends keyof Values>(key: Key, value: Values[Key]): void;
  readonly isReadOnly: boolean;
  readonly saveFirst: SaveFirst;
}

export type CredentialValues = WantedCredentials;
