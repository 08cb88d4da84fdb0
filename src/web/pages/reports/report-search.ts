/** What a report is of, and the job that makes it: it stands in the address. */
export interface ReportSearch {
  readonly entity?: string;
  readonly date?: string;
  readonly job?: string;
}

const TEXTS = ['entity', 'date', 'job'] as const;

/** Reads it from an address, which anybody may have typed. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const texts = TEXTS.filter((name) => ['string', 'number'].includes(typeof search[name]));
  return Object.fromEntries(texts.map((name) => [name, String(search[name])]));
}
