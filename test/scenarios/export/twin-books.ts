import { type ServedTwin, type TwinApi, twinApi } from '../../twin-api.ts';

/** A document as the twin's API gives it to any program. */
export interface TwinDocument {
  readonly id: string;
  readonly text: string;
  readonly status: string;
  readonly date: string;
  readonly lines: readonly TwinDocumentLine[];
}

interface TwinDocumentLine {
  readonly AccountCode: string;
  readonly LineAmount: number;
  readonly Description?: string;
}

/** What a person, or another program, does in the twin's organisation. */
export interface TwinBooks extends TwinApi {
  documents(): Promise<TwinDocument[]>;
  /** Those that count: neither voided nor deleted. */
  liveDocuments(): Promise<TwinDocument[]>;
}

export function twinBooks(served: ServedTwin): TwinBooks {
  const twin = twinApi(served);
  const documents = async () => [
    ...(await twin.list<Journal>('ManualJournals')).map((one) => ({
      id: one.ManualJournalID,
      text: one.Narration,
      status: one.Status,
      date: one.Date,
      lines: one.JournalLines,
    })),
    ...(await twin.list<BankTransaction>('BankTransactions')).map((one) => ({
      id: one.BankTransactionID,
      text: one.Reference,
      status: one.Status,
      date: one.DateString.slice(0, 10),
      lines: one.LineItems,
    })),
  ];
  return {
    ...twin,
    documents,
    liveDocuments: async () =>
      (await documents()).filter(({ status }) => status !== 'VOIDED' && status !== 'DELETED'),
  };
}

/** A person gives an account another code. */
export async function recode({ api }: TwinApi, from: string, to: string): Promise<void> {
  const { Accounts } = await api<{ Accounts: { Code: string; AccountID: string }[] }>(
    'GET',
    '/Accounts',
  );
  const found = Accounts.find(({ Code }) => Code === from);
  await api('POST', `/Accounts/${found?.AccountID}`, { Accounts: [{ Code: to }] });
}

interface Journal {
  readonly ManualJournalID: string;
  readonly Narration: string;
  readonly Status: string;
  readonly Date: string;
  readonly JournalLines: readonly TwinDocumentLine[];
}

interface BankTransaction {
  readonly BankTransactionID: string;
  readonly Reference: string;
  readonly Status: string;
  readonly DateString: string;
  readonly LineItems: readonly TwinDocumentLine[];
}
