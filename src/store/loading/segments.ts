import type { Transaction } from 'kysely';
import type { AccountRow } from '../../domain/import-row.ts';
import type { Database } from '../schema.ts';

export type SegmentParts = Pick<
  AccountRow,
  'entityId' | 'branchId' | 'departmentId' | 'accountTypeId'
>;

/** Segments by their parts; there are few, so all are kept in memory. */
export interface SegmentIds {
  /** The id of a segment, made where it is new. */
  of(tx: Transaction<Database>, parts: SegmentParts): Promise<number>;
  entityOf(segmentId: number): number;
}

export function segmentIds(): SegmentIds {
  const ids = new Map<string, number>();
  const entities = new Map<number, number>();
  const remember = (segmentId: number, parts: SegmentParts) => {
    ids.set(keyOf(parts), segmentId);
    entities.set(segmentId, parts.entityId);
  };
  const readAll = async (tx: Transaction<Database>) => {
    for (const row of await tx.selectFrom('segment').selectAll().execute()) {
      remember(row.segment_id, {
        entityId: row.entity_id,
        branchId: row.branch_id,
        departmentId: row.department_id,
        accountTypeId: row.account_type_id,
      });
    }
  };
  return {
    async of(tx, parts) {
      if (ids.size === 0) await readAll(tx);
      const known = ids.get(keyOf(parts));
      if (known !== undefined) return known;
      const { segment_id: segmentId } = await tx
        .insertInto('segment')
        .values({
          entity_id: parts.entityId,
          branch_id: parts.branchId,
          department_id: parts.departmentId,
          account_type_id: parts.accountTypeId,
        })
        .returning('segment_id')
        .executeTakeFirstOrThrow();
      remember(segmentId, parts);
      return segmentId;
    },
    entityOf: (segmentId) => entities.get(segmentId) ?? 0,
  };
}

function keyOf({ entityId, branchId, departmentId, accountTypeId }: SegmentParts): string {
  return `${entityId} ${branchId} ${departmentId} ${accountTypeId}`;
}
