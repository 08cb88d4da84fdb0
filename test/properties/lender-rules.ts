/** The lender of the tests as plain figures, beside and apart from the program's own rules. */
export const CONTROL = '1100';
export const CLEARING = '2190';

/** The account that each element takes. */
export const chargedAccounts: Readonly<Record<string, string>> & { readonly DISB: string } = {
  FEE: '4100',
  LETTER: '4100',
  MEMO: '4100',
  INT: '4200',
  DEFINT: '4200',
  ADV: '2300',
  DISB: '2300',
  IMPGST: '820',
};

/** GST inside an amount of whole cents: 15 % of fees, all of an import, nothing of the rest. */
export function gstOf(element: string, amountCents: number): number {
  if (element === 'IMPGST') return amountCents;
  if (element !== 'FEE' && element !== 'LETTER') return 0;
  const gst = Math.floor((Math.abs(amountCents) * 30 + 115) / 230);
  return amountCents < 0 ? -gst : gst;
}
