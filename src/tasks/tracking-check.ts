import type { TrackingCategory } from '../domain/organisation.ts';
import { type Outcome, type Problem, succeed } from '../domain/problem.ts';
import { findCategory, sameName } from '../domain/tracking.ts';
import { missingTracking, wantedTracking } from '../domain/wanted-tracking.ts';
import { settingsInForce } from './settings-in-force.ts';
import type { TaskContext } from './task-context.ts';

/** One slot: our category beside Xero's, and each of our ids beside its option. */
export interface TrackingComparison {
  readonly slot: 'A' | 'B';
  readonly name: string;
  /** As Xero writes it; undefined where it has no such active category. */
  readonly xeroName: string | undefined;
  readonly options: readonly {
    readonly id: string;
    /** "East Branch (Main Entity)" */
    readonly description: string;
    /** As Xero writes it; undefined where there is none, or only an archived one. */
    readonly xeroOption: string | undefined;
  }[];
}

export interface TrackingCheck {
  readonly organisationName: string;
  readonly slots: readonly TrackingComparison[];
  /** Whether something can be made that is missing. */
  readonly isMissing: boolean;
  /** Limits of Xero in the way of making it. */
  readonly problems: readonly Problem[];
}

/** Lays the tracking that the settings ask for beside that of the organisation; changes nothing. */
export async function checkTrackingTask(
  context: TaskContext,
  entity: string,
): Promise<Outcome<TrackingCheck>> {
  const inForce = await settingsInForce(context, entity);
  if (!inForce.ok) return inForce;
  const connected = await context.connect(entity);
  if (!connected.ok) return connected;
  const existing = await connected.value.client.listTrackingCategories();
  if (!existing.ok) return existing;
  const { settings, catalog } = inForce.value;
  const { missing, problems } = missingTracking(
    wantedTracking([settings], catalog, entity),
    existing.value,
  );
  const slots = (['A', 'B'] as const).flatMap((slot) => {
    const choice = slot === 'A' ? settings.trackingA : settings.trackingB;
    const only = { trackingA: choice, trackingB: { basis: 'none' as const, name: '' } };
    const descriptionOf = (id: string) =>
      choice.basis === 'branch'
        ? branchText(catalog, id)
        : (catalog.departments.get(id)?.description ?? '');
    return wantedTracking([only], catalog, entity).map(({ name, options }) => ({
      slot,
      ...besideXero({ name, options, existing: existing.value }, descriptionOf),
    }));
  });
  const { organisationName } = connected.value;
  return succeed({ organisationName, slots, isMissing: missing.length > 0, problems });
}

function besideXero(
  given: { name: string; options: readonly string[]; existing: readonly TrackingCategory[] },
  descriptionOf: (id: string) => string,
): Omit<TrackingComparison, 'slot'> {
  const { name, options, existing } = given;
  const found = findCategory(name, { trackingCategories: existing });
  const active = found?.options.filter((one) => one.isActive) ?? [];
  return {
    name,
    xeroName: found?.name,
    options: options.map((id) => ({
      id,
      description: descriptionOf(id),
      xeroOption: active.find((one) => sameName(one.name, id))?.name,
    })),
  };
}

type Lists = Extract<Awaited<ReturnType<typeof settingsInForce>>, { ok: true }>['value']['catalog'];

/** A branch with its entity in brackets, as the loan system writes it in full. */
function branchText({ branches, entities }: Lists, id: string): string {
  const { description = '', entity = '' } = branches.get(id) ?? {};
  const ofEntity = entities.get(entity)?.description || entity;
  return ofEntity === '' ? description : `${description} (${ofEntity})`.trim();
}
