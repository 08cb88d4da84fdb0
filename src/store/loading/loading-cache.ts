import type { Store } from '../store.ts';

const MEGABYTES = 16;

/**
 * Runs bulk loading with a small page cache: rows are mostly appended, and a large cache would hold
 * pages that nobody reads again.
 */
export async function withLoadingCache<T>({ sqlite }: Store, work: () => Promise<T>): Promise<T> {
  if (sqlite === undefined) return work();
  const before = Number(Object.values(sqlite.prepare('pragma cache_size').get() ?? {})[0]);
  sqlite.exec(`pragma cache_size = ${-1024 * MEGABYTES}`);
  try {
    return await work();
  } finally {
    sqlite.exec(`pragma cache_size = ${before}`);
  }
}
