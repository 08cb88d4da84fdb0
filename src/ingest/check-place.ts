import type { Catalog } from '../domain/catalog.ts';
import type { Fields } from './fields.ts';
import type { ProblemList } from './problem-list.ts';
import { identifierValue, optionalIdentifier, type ValueReader } from './row-values.ts';

/** Where a loan account, or a line of an entry, belongs; item ids of the catalog, 0 = none. */
export interface Place {
  readonly entityId: number;
  readonly branchId: number;
  readonly departmentId: number;
}

/** Entity, branch and department of a row: each known, the branch one of the entity. */
export function placeCheck(
  fields: Fields,
  catalog: Catalog,
  problems: ProblemList,
): ValueReader<Place> {
  const entityOf = identifierValue(fields, 'entity', problems);
  const branchOf = optionalIdentifier(fields, 'branch', problems);
  const departmentIdOf = departmentValue(fields, catalog, problems);
  return (cells) => {
    const value = entityOf(cells);
    const entity = value === undefined ? undefined : catalog.entities.get(value);
    if (value !== undefined && entity === undefined) {
      problems.report('entity.not_configured', { column: 'entity', value });
    }
    const branch = branchOf(cells);
    const branchId =
      branch === undefined ? undefined : branchIdOf(branch, entity?.code, { catalog, problems });
    const departmentId = departmentIdOf(cells);
    if (entity === undefined || branchId === undefined || departmentId === undefined) {
      return undefined;
    }
    return { entityId: entity.itemId, branchId, departmentId };
  };
}

function branchIdOf(
  value: string,
  entity: string | undefined,
  given: { catalog: Catalog; problems: ProblemList },
): number | undefined {
  if (value === '') return 0;
  const column = 'branch';
  const branch = given.catalog.branches.get(value);
  if (branch === undefined) {
    given.problems.report('branch.unknown', { column, value });
    return undefined;
  }
  const owner = branch.entity;
  if (owner === '' || entity === undefined || owner === entity) return branch.itemId;
  given.problems.report('branch.other_entity', { column, value, owner, entity });
  return undefined;
}

function departmentValue(
  fields: Fields,
  catalog: Catalog,
  problems: ProblemList,
): ValueReader<number> {
  const departmentOf = optionalIdentifier(fields, 'department', problems);
  return (cells) => {
    const value = departmentOf(cells);
    if (value === undefined || value === '') return value === '' ? 0 : undefined;
    const department = catalog.departments.get(value);
    if (department !== undefined) return department.itemId;
    problems.report('department.unknown', { column: 'department', value });
    return undefined;
  };
}
