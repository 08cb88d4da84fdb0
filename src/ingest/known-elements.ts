import type { Catalog, ElementType } from '../domain/catalog.ts';
import { type BasisPoints, parseCents } from '../domain/money.ts';

/** What the check of a row needs of an element. */
export interface KnownElement {
  readonly elementId: number;
  readonly elementCode: string;
  readonly type: ElementType;
  readonly movesMoney: boolean;
  readonly gstRateBasisPoints: BasisPoints;
  readonly gstRate: string;
  /** Blank = none. */
  readonly gstCode: string;
}

const MOVES_MONEY: ReadonlySet<ElementType> = new Set([
  'paymentReceived',
  'disbursement',
  'advance',
  'refund',
  'deposit',
  'investment',
  'additionalInvestment',
  'interestPayout',
]);

export function knownElements(catalog: Catalog): ReadonlyMap<string, KnownElement> {
  return new Map(
    [...catalog.elements].map(([elementCode, element]) => [
      elementCode,
      {
        elementId: element.itemId,
        elementCode,
        type: element.type,
        movesMoney: MOVES_MONEY.has(element.type),
        gstRateBasisPoints: Number(parseCents(element.gstRate) ?? 0n),
        gstRate: element.gstRate,
        gstCode: element.gstCode,
      },
    ]),
  );
}
