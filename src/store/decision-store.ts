import type { Act } from './act.ts';
import { loadAccepted, loadDecisions, loadKnownAs } from './decision-reader.ts';
import { recordDecision } from './decision-writer.ts';
import type { Store } from './store.ts';

type Wanted<F> = F extends (first: never, second: infer Second) => unknown ? Second : never;
type Step<F> = F extends (store: never, act: never, step: infer What) => unknown ? What : never;

/** What deciding asks of the store, as part of the engine's view of it. */
export function decisionParts(store: Store, act: () => Act) {
  const { reader } = store;
  return {
    loadDecisions: (batchId: number) => loadDecisions(reader, batchId),
    loadAccepted: (batchId: number) => loadAccepted(reader, batchId),
    loadKnownAs: (wanted: Wanted<typeof loadKnownAs>) => loadKnownAs(reader, wanted),
    recordDecision: (step: Step<typeof recordDecision>) => recordDecision(store, act(), step),
  };
}
