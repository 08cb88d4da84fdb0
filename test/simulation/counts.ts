/** What a seed, or many, went through. */
export interface Counts {
  /** That count in the end. */
  documents: number;
  /** That were ever made in Xero by a program. */
  sent: number;
  calls: number;
  faulted: number;
  lost: number;
  doubled: number;
  deaths: number;
  pauses: number;
  undos: number;
  batches: number;
  imports: number;
  clockSteps: number;
  people: number;
  /** How often a document came to be in doubt. */
  inDoubt: number;
}

export function noCounts(): Counts {
  return {
    documents: 0,
    sent: 0,
    calls: 0,
    faulted: 0,
    lost: 0,
    doubled: 0,
    deaths: 0,
    pauses: 0,
    undos: 0,
    batches: 0,
    imports: 0,
    clockSteps: 0,
    people: 0,
    inDoubt: 0,
  };
}

export function addCounts(sum: Counts, more: Counts): Counts {
  const names = Object.keys(sum) as (keyof Counts)[];
  const added = names.map((name) => [name, sum[name] + more[name]]);
  return Object.fromEntries(added) as unknown as Counts;
}
