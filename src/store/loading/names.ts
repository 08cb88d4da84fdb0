import type { Transaction } from 'kysely';
import { chunksOf } from '../chunks.ts';
import type { Database } from '../schema.ts';

const REMEMBERED = 100_000;
const NAMES_AT_ONCE = 500;

/** Small whole numbers for names that rows repeat: sources and bank groups. */
export interface NameIds {
  /** The id of a name that `know` was given. */
  of(name: string): number;
  /** Finds or makes the ids of names, within a transaction. */
  know(tx: Transaction<Database>, names: Iterable<string>): Promise<void>;
}

export function sourceIds(): NameIds {
  return nameIds(async (tx, names) => {
    const values = names.map((name) => ({ name }));
    await tx.insertInto('source').values(values).onConflict(doNothing).execute();
    const rows = await tx.selectFrom('source').selectAll().where('name', 'in', names).execute();
    return rows.map((row) => [row.name, row.source_id]);
  });
}

export function bankGroupIds(): NameIds {
  return nameIds(async (tx, names) => {
    const values = names.map((name) => ({ name }));
    await tx.insertInto('bank_group').values(values).onConflict(doNothing).execute();
    const rows = await tx.selectFrom('bank_group').selectAll().where('name', 'in', names).execute();
    return rows.map((row) => [row.name, row.bank_group_id]);
  });
}

type FindOrMake = (
  tx: Transaction<Database>,
  names: readonly string[],
) => Promise<[name: string, id: number][]>;

function nameIds(findOrMake: FindOrMake): NameIds {
  const known = new Map<string, number>();
  return {
    of: (name) => known.get(name) ?? 0,
    async know(tx, names) {
      if (known.size > REMEMBERED) known.clear();
      const unknown = new Set<string>();
      for (const name of names) if (!known.has(name)) unknown.add(name);
      for (const some of chunksOf([...unknown], NAMES_AT_ONCE)) {
        for (const [name, id] of await findOrMake(tx, some)) known.set(name, id);
      }
    },
  };
}

function doNothing<T>(conflict: { doNothing(): T }): T {
  return conflict.doNothing();
}
