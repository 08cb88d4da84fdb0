import { fail, type Outcome, succeed } from '../domain/problem.ts';
import {
  type MissingTracking,
  missingTracking,
  wantedTracking,
} from '../domain/wanted-tracking.ts';
import type { XeroClient } from '../xero/client/client.ts';
import { settingsInForce } from './settings-in-force.ts';
import type { TaskContext } from './task-context.ts';

/** What was made, named as in the organisation. */
export interface TrackingMade {
  readonly categories: readonly string[];
  readonly options: readonly { readonly category: string; readonly option: string }[];
}

/**
 * Makes the tracking categories and options that an entity needs and its organisation lacks. Where
 * they would not all fit into Xero's limits, none is made.
 */
export async function createTracking(
  context: TaskContext,
  entity: string,
): Promise<Outcome<TrackingMade>> {
  const inForce = await settingsInForce(context, entity);
  if (!inForce.ok) return inForce;
  const connected = await context.connect(entity);
  if (!connected.ok) return connected;
  const { client, organisationName } = connected.value;
  const existing = await client.listTrackingCategories();
  if (!existing.ok) return existing;
  const { settings, catalog } = inForce.value;
  const wanted = wantedTracking([settings], catalog, entity);
  const { missing, problems } = missingTracking(wanted, existing.value);
  if (problems.length > 0) return fail(...problems);
  if (missing.length === 0) return succeed({ categories: [], options: [] });
  await record(context, organisationName, { action: 'tracking.creating', ...namesOf(missing) });
  const made = await createAll(client, missing);
  await record(context, organisationName, { action: 'tracking.created', ...made.made });
  return made.failure ?? succeed(made.made);
}

interface Progress {
  readonly made: TrackingMade;
  readonly failure: Extract<Outcome<never>, { ok: false }> | undefined;
}

async function createAll(
  client: XeroClient,
  missing: readonly MissingTracking[],
): Promise<Progress> {
  const categories: string[] = [];
  const options: { category: string; option: string }[] = [];
  const made = { categories, options };
  for (const { name, options: names, trackingCategoryId } of missing) {
    const category = await categoryId(client, name, trackingCategoryId);
    if (!category.ok) return { made, failure: category };
    if (trackingCategoryId === undefined) categories.push(name);
    for (const option of names) {
      const created = await client.createTrackingOption(category.value, option);
      if (!created.ok) return { made, failure: created };
      options.push({ category: name, option });
    }
  }
  return { made, failure: undefined };
}

async function categoryId(
  client: XeroClient,
  name: string,
  existing: string | undefined,
): Promise<Outcome<string>> {
  if (existing !== undefined) return succeed(existing);
  const created = await client.createTrackingCategory(name);
  return created.ok ? succeed(created.value.trackingCategoryId) : created;
}

/** What is about to be made, as it will be told of when it is. */
function namesOf(missing: readonly MissingTracking[]): TrackingMade {
  return {
    categories: missing
      .filter((one) => one.trackingCategoryId === undefined)
      .map((one) => one.name),
    options: missing.flatMap(({ name, options }) =>
      options.map((option) => ({ category: name, option })),
    ),
  };
}

/** Said before and after: what cannot be audited does not happen. */
async function record(
  { store, act }: TaskContext,
  organisation: string,
  { action, categories, options }: TrackingMade & { action: string },
): Promise<void> {
  await store.transact(act(), async (_, audit) => {
    const details = {
      categories: categories.join(', '),
      options: options.map(({ category, option }) => `${category}: ${option}`).join(', '),
    };
    await audit(action, `organisation/${organisation}`, details);
  });
}
