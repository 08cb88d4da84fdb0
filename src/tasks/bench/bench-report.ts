import type { PhaseReport } from './child.ts';

/** What `tieout bench --json` prints. */
export interface BenchReport {
  readonly rows: number;
  readonly machine: Machine;
  readonly work: readonly MeasuredWork[];
  /** Ingest beside a bare strict splitter of lines. */
  readonly splitter: Beside;
  /** Sending beside the same calls of up to fifty documents, unchecked and not read back. */
  readonly sameCalls: Beside;
  readonly calls: CallsMade;
  /** Every phase as it was measured. */
  readonly phases: Readonly<Record<string, PhaseReport>>;
}

export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly memoryGigabytes: number;
  readonly node: string;
  readonly system: string;
  /** Processes that wanted a processor in the last minute, before and after. */
  readonly load: readonly [before: number, after: number];
}

/** One kind of work beside its floor. */
export interface MeasuredWork {
  readonly name: string;
  readonly unit: 'rows' | 'documents';
  readonly count: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly peakMegabytes: number;
  readonly floorSeconds: number;
  readonly ratio: number;
  /** The ratio that is asked for. */
  readonly reach: number;
}

/** Another measure, without a ratio that is asked for. */
export interface Beside {
  readonly seconds: number;
  readonly ratio: number;
}

export interface CallsMade {
  readonly plan: number;
  readonly send: number;
  /** The fewest calls in which these documents can be sent and read back. */
  readonly bound: number;
  /** Calls that were refused since too many came: none. */
  readonly refused: number;
}

export function measuredWork(
  name: string,
  { own, floor, reach }: { own: PhaseReport; floor: PhaseReport; reach: number },
): MeasuredWork {
  return {
    name,
    unit: name === 'send' ? 'documents' : 'rows',
    count: own.count,
    seconds: own.seconds,
    perSecond: own.count / own.seconds,
    peakMegabytes: own.peakMegabytes,
    floorSeconds: floor.seconds,
    ratio: own.seconds / floor.seconds,
    reach,
  };
}

const READS_BEFORE = 5;
const DOCUMENTS_AT_ONCE = 50;
const READ_AT_ONCE = 1000;

/**
 * The fewest calls: connections, organisation, chart, tax rates and tracking are read first, fifty
 * documents of one kind go in a call, a thousand are read back in one.
 */
export function fewestCalls(documentsByKind: readonly number[]): number {
  return documentsByKind
    .map((count) => Math.ceil(count / DOCUMENTS_AT_ONCE) + Math.ceil(count / READ_AT_ONCE))
    .reduce((sum, calls) => sum + calls, READS_BEFORE);
}
