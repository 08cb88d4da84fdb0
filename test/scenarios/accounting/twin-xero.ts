import { type ServedTwin, type TwinApi, twinApi } from '../../twin-api.ts';

/** What a test asks of the twin by plain HTTP, as any other program would ask Xero. */
export interface TwinXero extends TwinApi {
  /** Balances of Xero's own trial balance, `1100 Dr 115.00`, in the order of the account codes. */
  trialBalance(date: string): Promise<string[]>;
}

/** A session with a twin that is served already, whose limits are lifted. */
export async function twinXero(served: ServedTwin): Promise<TwinXero> {
  const twin = twinApi(served);
  await twin.control('PUT', '/limits', { minute: 100_000, day: 100_000, appMinute: 100_000 });
  const trialBalance = async (date: string): Promise<string[]> => {
    const path = `/Reports/TrialBalance?date=${date}`;
    const { Reports } = await twin.api<TrialBalance>('GET', path);
    return balancesOf(Reports[0]?.Rows ?? []);
  };
  return { ...twin, trialBalance };
}

interface Row {
  readonly RowType: string;
  readonly Rows?: readonly Row[];
  readonly Cells?: readonly { readonly Value: string }[];
}

interface TrialBalance {
  readonly Reports: readonly { readonly Rows: readonly Row[] }[];
}

/** Account, debit, credit, then both for the year to date. */
function balancesOf(rows: readonly Row[]): string[] {
  const accounts = rows.flatMap((row) => row.Rows ?? []).filter((row) => row.RowType === 'Row');
  return accounts
    .map(({ Cells = [] }) => {
      const [name = '', , , debit = '', credit = ''] = Cells.map((cell) => cell.Value);
      const glAccountCode = /\(([^()]+)\)$/.exec(name)?.[1] ?? name;
      const isDebit = debit !== '' && Number(debit) !== 0;
      const isNil = [debit, credit].every((text) => Number(text) === 0);
      return isNil ? `${glAccountCode} nil` : `${glAccountCode} ${sideOf(isDebit, debit, credit)}`;
    })
    .filter((line) => !line.endsWith(' nil'))
    .sort();
}

function sideOf(isDebit: boolean, debit: string, credit: string): string {
  return isDebit ? `Dr ${Number(debit).toFixed(2)}` : `Cr ${Number(credit).toFixed(2)}`;
}
