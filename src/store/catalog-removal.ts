import type { Kysely } from 'kysely';
import type { Act } from './act.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

const KIND = 'glAccounts';

/** Those of the GL accounts on which a journal entry or a frozen posting stands. */
export async function glAccountsWithPostings(
  reader: Kysely<Database>,
  glAccountCodes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (glAccountCodes.length === 0) return new Set();
  const entries = await reader
    .selectFrom('catalog_item')
    .select('key')
    .where('kind', '=', KIND)
    .where('key', 'in', [...glAccountCodes])
    .where('item_id', 'in', (lines) =>
      lines.selectFrom('journal_entry_line').select('gl_account_id'),
    )
    .execute();
  const postings = await reader
    .selectFrom('bundle_side')
    .select('gl_account')
    .distinct()
    .where('gl_account', 'in', [...glAccountCodes])
    .execute();
  return new Set([...entries.map(({ key }) => key), ...postings.map((one) => one.gl_account)]);
}

/** Deletes GL accounts of our list; the caller made sure that nothing refers to them. */
export async function removeGlAccounts(
  store: Store,
  act: Act,
  glAccountCodes: readonly string[],
): Promise<void> {
  if (glAccountCodes.length === 0) return;
  await store.transact(act, async (tx, audit) => {
    for (const key of glAccountCodes) {
      await tx.deleteFrom('catalog_item').where('kind', '=', KIND).where('key', '=', key).execute();
      await audit('configuration.deleted', `${KIND}/${key}`);
    }
  });
}
