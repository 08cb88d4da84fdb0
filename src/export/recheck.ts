import type { Catalog, Entity } from '../domain/catalog.ts';
import { checkAccounts } from '../domain/check-accounts.ts';
import { checkTracking } from '../domain/check-tracking.ts';
import { checkElementRates } from '../domain/checks.ts';
import type { SentContent } from '../domain/compare-documents.ts';
import { isLocked, lockedUpTo } from '../domain/locks.ts';
import type { OrganisationFacts } from '../domain/organisation.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { GlobalSettings } from '../domain/settings.ts';

/** What a stored batch is checked against once more, just before it is sent. */
export interface RecheckInput {
  readonly facts: OrganisationFacts;
  readonly catalog: Catalog;
  readonly entity: Pick<Entity, 'code'>;
  /** As they were when the batch was planned: the documents were made by them. */
  readonly settings: GlobalSettings;
  readonly tenantId: string;
  readonly organisationName: string;
}

/** The connection may reach another organisation than the one that the batch was planned for. */
export function checkOrganisation(input: RecheckInput, exportId: string): Problem[] {
  const { organisation } = input.facts;
  if (organisation.organisationId === input.tenantId) return [];
  const facts = { exportId, planned: input.organisationName, found: organisation.name };
  return [problem('organisation.other', facts)];
}

/** Everything that changed in Xero since the plan and would refuse or alter its documents. */
export function recheck(input: RecheckInput, contents: readonly SentContent[]): Problem[] {
  const documents = contents.map((one) => ({
    kind: one.kind,
    lines: one.lines,
    bank: one.bank === undefined ? undefined : { sentAccount: one.bank.account },
  }));
  return [
    ...checkAccounts(input, documents),
    ...checkTracking(input, documents),
    ...checkRates(input, contents),
    ...checkLocks(input, contents),
  ];
}

/** A rate that changed fits no element with its tax type any more; Xero would compute other GST. */
function checkRates(input: RecheckInput, contents: readonly SentContent[]): Problem[] {
  const sent = new Set(contents.flatMap(({ lines }) => lines.map(({ taxType }) => taxType)));
  const users = new Map<string, number>();
  const others = checkElementRates(input, ({ gstRate }, taxType) => {
    if (Number(gstRate) === 0 || !sent.has(taxType)) return false;
    users.set(taxType, (users.get(taxType) ?? 0) + 1);
    return true;
  });
  const isChanged = ({ facts: { taxType } }: Problem) =>
    users.get(String(taxType)) === others.filter((one) => one.facts.taxType === taxType).length;
  return others.filter(isChanged);
}

function checkLocks({ facts }: RecheckInput, contents: readonly SentContent[]): Problem[] {
  const locked = lockedUpTo(facts.organisation, undefined);
  const dates = contents
    .map((one) => one.date)
    .filter((date) => isLocked(date, locked))
    .sort();
  if (locked === undefined || dates.length === 0) return [];
  const [from, to] = [dates[0] as string, dates.at(-1) as string];
  const range = { lockedUpTo: locked, documents: dates.length, from, to };
  return [problem('lock_date.period_closed', range)];
}
