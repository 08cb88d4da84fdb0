import type { Random } from './random.ts';

/** What becomes of one request and its answer. */
export type Fate =
  | { readonly kind: 'goesWell' }
  /** Nothing of it leaves. */
  | { readonly kind: 'unreachable' }
  /** It leaves and never arrives, or arrives and its answer does not; who hangs learns it late. */
  | { readonly kind: 'requestLost' | 'replyLost'; readonly hangs: boolean }
  /** The sender gives up, and only so much later it arrives. */
  | { readonly kind: 'late'; readonly hangs: boolean; readonly byMs: number }
  /** Something else than Xero answers, and it arrives or does not. */
  | { readonly kind: 'answeredBetween'; readonly arrives: boolean; readonly answer: Answer }
  /** Xero fails inside, does nothing, and remembers that under the key. */
  | { readonly kind: 'remembered500' }
  /** The token ends just before. */
  | { readonly kind: 'tokenEnds' }
  /** The answer comes otherwise than it left. */
  | { readonly kind: 'cut' | 'reversed' | 'doubled' };

/** An answer as it travels. */
export interface Answer {
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const GOES_WELL: Fate = { kind: 'goesWell' };

/** A late request arrives at most so long after its sender gave up. */
const LATEST_MS = 90_000;

/** Draws the fate of a request that a fault hits. */
function drawFault(random: Random, isWrite: boolean): Fate {
  const hangs = random.inHundred(30);
  const common: (() => Fate)[] = [
    () => ({ kind: 'unreachable' }),
    () => ({ kind: 'requestLost', hangs }),
    () => ({ kind: 'replyLost', hangs }),
    () => ({ kind: 'cut' }),
    () => ({ kind: 'answeredBetween', arrives: random.inHundred(50), answer: html(random) }),
    () => ({ kind: 'answeredBetween', arrives: false, answer: outage(random) }),
    () => ({ kind: 'answeredBetween', arrives: false, answer: limit(random) }),
    () => ({ kind: 'tokenEnds' }),
  ];
  const ofWrites: (() => Fate)[] = [
    () => ({ kind: 'late', hangs, byMs: random.below(LATEST_MS) }),
    () => ({ kind: 'late', hangs: false, byMs: LATEST_MS }),
    () => ({ kind: 'late', hangs: false, byMs: random.between(LATEST_MS >> 1, LATEST_MS) }),
    () => ({ kind: 'replyLost', hangs }),
    () => ({ kind: 'answeredBetween', arrives: true, answer: gateway(random) }),
    () => ({ kind: 'remembered500' }),
    () => ({ kind: 'reversed' }),
    () => ({ kind: 'doubled' }),
  ];
  return random.pick(isWrite ? [...common, ...ofWrites] : common)();
}

/** What to say of a fate in a trace. */
export function nameOfFate(fate: Fate): string {
  const { kind } = fate;
  if (kind === 'answeredBetween') {
    return `${fate.answer.httpStatus} on the way${fate.arrives ? ', arrives' : ''}`;
  }
  if (kind === 'late') return `late by ${fate.byMs} ms${fate.hangs ? ', hangs' : ''}`;
  return 'hangs' in fate && fate.hangs ? `${kind}, hangs` : kind;
}

/** Writes are hit more than three times as often as readings, which only keep programs from starting. */
export function fateOf(
  random: Random,
  faultsInHundred: number,
  { isWrite, isXeroSlow }: { isWrite: boolean; isXeroSlow: boolean },
): Fate {
  const inHundred = isWrite ? Math.min(95, 3.5 * faultsInHundred) : faultsInHundred;
  if (!random.inHundred(inHundred)) return GOES_WELL;
  if (!isWrite || !isXeroSlow) return drawFault(random, isWrite);
  return { kind: 'late', hangs: false, byMs: random.between(LATEST_MS - 10_000, LATEST_MS) };
}

function html(random: Random): Answer {
  const body = random.pick(['<html><body>Please sign in</body></html>', '<html>', '']);
  return { httpStatus: 200, headers: { 'content-type': 'text/html' }, body };
}

function outage(random: Random): Answer {
  const body = random.pick([
    'The Organisation for this Xero-tenant-id is not available',
    'The service is temporarily unavailable',
    '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>',
  ]);
  return { httpStatus: random.pick([503, 503, 500]), headers: {}, body };
}

function gateway(random: Random): Answer {
  return { httpStatus: random.pick([500, 502, 504]), headers: {}, body: '<html>' };
}

function limit(random: Random): Answer {
  const name = random.pick(['minute', 'minute', 'concurrent', 'appminute', 'day']);
  const seconds = name === 'day' ? random.between(600, 7_200) : random.between(1, 60);
  const retryAfter = random.inHundred(60) ? { 'retry-after': String(seconds) } : {};
  return { httpStatus: 429, headers: { 'x-rate-limit-problem': name, ...retryAfter }, body: '' };
}
