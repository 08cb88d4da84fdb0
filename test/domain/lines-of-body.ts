/** A line of a document's bytes, as far as an accountant looks at it. */
interface WireLine {
  readonly LineAmount?: number;
  readonly UnitAmount?: number;
  readonly AccountCode: string;
  readonly TaxType: string;
  readonly Description: string;
  readonly Tracking?: readonly { readonly Option: string }[];
}

interface WireDocument {
  readonly Date: string;
  readonly Type?: 'SPEND' | 'RECEIVE';
  readonly JournalLines?: readonly WireLine[];
  readonly LineItems?: readonly WireLine[];
}

/**
 * The lines of one document's exact bytes: `2026-05-04 1100 +115.00 NONE EAST` of a journal,
 * `2026-05-07 RECEIVE 2190 500.00 NONE EAST` of a bank transaction.
 */
export function linesOfBody(body: string): string[] {
  const { Date: date, Type: direction, ...document } = JSON.parse(body) as WireDocument;
  const lines = document.JournalLines ?? document.LineItems ?? [];
  return lines.map((line) => {
    const options = (line.Tracking ?? []).map((one) => one.Option);
    const amount = direction === undefined ? signed(line.LineAmount) : plain(line.UnitAmount);
    const money = [...(direction === undefined ? [] : [direction]), line.AccountCode, amount];
    return [date, ...money, line.TaxType, ...options].join(' ');
  });
}

function signed(amount = 0): string {
  return amount > 0 ? `+${plain(amount)}` : plain(amount);
}

function plain(amount = 0): string {
  return amount.toFixed(2);
}
