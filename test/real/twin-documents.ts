import { type ServedTwin, twinApi } from '../twin-api.ts';

/** A line of a manual journal as the twin's API gives it. */
export interface TwinLine {
  readonly AccountCode: string;
  readonly LineAmount: number;
  readonly Tracking: readonly { readonly Name: string; readonly Option: string }[];
}

interface TwinJournal {
  readonly Status: string;
  readonly JournalLines: readonly TwinLine[];
}

/** Every line of every posted manual journal, read through the API as any other program would. */
export async function readTwinLines(twin: ServedTwin): Promise<TwinLine[]> {
  const journals = await twinApi(twin).list<TwinJournal>('ManualJournals');
  return journals
    .filter(({ Status }) => Status === 'POSTED')
    .flatMap(({ JournalLines }) => JournalLines);
}
