import type { Bundle, Segment } from '../domain/bundle.ts';
import type { CandidateQuery, CandidateSql } from './candidate-sql.ts';

/** Items of the catalog by the number under which rows keep them. */
export interface NamesById {
  readonly elements: ReadonlyMap<number, Bundle['element']>;
  readonly bankAccounts: ReadonlyMap<number, NonNullable<Bundle['bankAccount']>>;
}

/** A bundle as grouped, with what marks it as a special case. */
export type RawBundle = Bundle & {
  readonly reversalOf: number | null;
  readonly version: number;
  /** Its rows were undone and are not to be planned before they are released. */
  readonly isHeld: boolean;
};

/** What the special cases of one stream are found with. */
export interface SpecialCases {
  readonly query: CandidateQuery & { readonly stream: Bundle['stream'] };
  readonly candidates: CandidateSql;
  readonly bundles: readonly RawBundle[];
  readonly segments: ReadonlyMap<number, Segment>;
  readonly names: NamesById;
}
