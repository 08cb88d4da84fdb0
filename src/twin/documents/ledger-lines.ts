import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import { netOfTax } from '../arithmetic/gst.ts';
import type { AccountRow } from '../books/accounts.ts';
import type { LedgerLine } from '../ledger/ledger-document.ts';
import type { LineTracking } from './line-tracking.ts';

interface DocumentLine {
  ledgerAccount: AccountRow;
  description: string | undefined;
  taxType: string;
  lineCents: bigint;
  taxCents: bigint;
  tracking: LineTracking[];
}

interface Posting {
  lineAmountTypes: LineAmountType;
  gstAccountId: string;
  /** -1 where a positive amount of a line is a credit. */
  sign: 1n | -1n;
  /** The account of the bank, of debtors or creditors, which takes the other side of all lines. */
  otherSideId?: string;
}

/** What a document moves: each line net; its GST and its other side for each set of tracking. */
export function ledgerLines(lines: readonly DocumentLine[], posting: Posting): LedgerLine[] {
  const { gstAccountId, lineAmountTypes, otherSideId, sign } = posting;
  const moved = lines.map((line) => ({
    accountId: line.ledgerAccount.account_id,
    cents: sign * netOfTax(line.lineCents, line.taxCents, lineAmountTypes),
    taxCents: sign * line.taxCents,
    taxType: line.taxType,
    description: line.description,
    tracking: line.tracking,
  }));
  const other = otherSideId === undefined ? [] : byTracking(moved, otherSideId, otherSide);
  return [...other, ...moved, ...byTracking(moved, gstAccountId, ({ taxCents }) => taxCents)];
}

type Moved = Omit<LedgerLine, 'tracking'> & { tracking: LineTracking[] };

function otherSide({ cents, taxCents }: Moved): bigint {
  return -cents - taxCents;
}

function byTracking(
  lines: readonly Moved[],
  accountId: string,
  amountOf: (line: Moved) => bigint,
): LedgerLine[] {
  const groups = Map.groupBy(lines, ({ tracking }) =>
    tracking.map(({ TrackingOptionID }) => TrackingOptionID).join(),
  );
  return [...groups.values()].flatMap((group) => {
    const cents = group.reduce((sum, line) => sum + amountOf(line), 0n);
    const tracking = group[0]?.tracking ?? [];
    return cents === 0n ? [] : [{ accountId, cents, taxCents: 0n, tracking }];
  });
}
