import type { KyselyPlugin } from 'kysely';
import type { ExportEffects } from '../../src/export/effects.ts';
import type { Store } from '../../src/store/store.ts';
import type { FailPoint } from './fail-point.ts';

/** The engine's effects, each of which may fail. */
export function breakableEngine(effects: ExportEffects, point: FailPoint): ExportEffects {
  return {
    ...effects,
    store: breakableParts(effects.store, point),
    xero: breakableParts(effects.xero, point),
    wait: (milliseconds) => point.pass('wait', () => effects.wait(milliseconds)),
  };
}

/** A store each of whose readings and transactions may fail. */
export function breakableStore(store: Store, point: FailPoint): Store {
  const reading: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => point.pass('read', async () => result),
  };
  return {
    ...store,
    reader: store.reader.withPlugin(reading),
    transact: (act, work) => point.pass('transact', () => store.transact(act, work)),
  };
}

function breakableParts<T extends object>(parts: T, point: FailPoint): T {
  const broken = Object.entries(parts).map(([name, part]) => [
    name,
    (...words: unknown[]) => point.pass(name, () => part(...words)),
  ]);
  return Object.fromEntries(broken) as T;
}
