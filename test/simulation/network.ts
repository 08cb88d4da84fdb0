import type { Counts } from './counts.ts';
import { type Answer, type Fate, fateOf, nameOfFate } from './fates.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';
import type { TwinLink } from './twin-link.ts';
import type { Watch } from './watch.ts';
import type { WireRequest } from './wire-request.ts';

/** Between programs and the twin: every request meets the fate that the seed drew for it. */
export interface Network {
  /**
   * Xero forgets keys at once. Within five minutes the product trusts Xero's word that a key lives
   * for six, so the way of a key whose call was saved unanswered stays shut; what comes later must
   * stand on looks alone.
   */
  areKeysForgotten: boolean;
  /** How many of a hundred requests are hit; 0 in fair weather. */
  faultsInHundred: number;
  /** Xero is slow: a write that is hit arrives long after its sender gave up. */
  isXeroSlow: boolean;
  /** Until then hardly a write gets through and back. */
  stormUntilMs: number;
  /** Sends a request of a program, which hears of the end as long as it lives. */
  send(request: WireRequest): Promise<Response>;
}

export interface NetworkParts {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly counts: Counts;
  readonly twin: TwinLink;
  readonly watch: Watch;
}

/** The client gives up after so long. */
const TIMEOUT_MS = 100_000;
/** Nothing arrives later than so long after it left: the client's time-out and almost a minute. */
const STILL_UNDER_WAY_MS = 155_000;

export function createNetwork(parts: NetworkParts): Network {
  const { random, counts, trace, watch } = parts;
  const saved = new Set<string>();
  const network: Network = {
    areKeysForgotten: false,
    faultsInHundred: 0,
    stormUntilMs: 0,
    isXeroSlow: false,
    send: (request) => {
      const key = request.headers['idempotency-key'] ?? '';
      const isWrite = key !== '';
      const isStorm = isWrite && parts.scheduler.nowMs() < network.stormUntilMs;
      const faults = isStorm ? 100 : network.faultsInHundred;
      const drawn = fateOf(random, faults, { isWrite, isXeroSlow: network.isXeroSlow });
      const isShut = network.areKeysForgotten && saved.has(key);
      const fate: Fate = isShut ? { kind: 'requestLost', hangs: false } : drawn;
      if (key !== '' && fate.kind !== 'unreachable') saved.add(key);
      const where = `${request.program} ${request.method} ${request.url}`;
      trace.note(`${where} (${nameOfFate(fate)})`, request.body);
      counts.calls += 1;
      if (fate.kind !== 'goesWell') counts.faulted += 1;
      watch.leaves(request);
      return new Promise((resolve, reject) => {
        const told = (end: Response | Error) => (end instanceof Error ? reject(end) : resolve(end));
        carry(parts, { request, fate, told });
      });
    },
  };
  return network;
}

interface Carried {
  readonly request: WireRequest;
  readonly fate: Fate;
  readonly told: (end: Response | Error) => void;
}

function carry(parts: NetworkParts, carried: Carried): void {
  const { fate } = carried;
  const { random } = parts;
  const there = travelMs(random);
  switch (fate.kind) {
    case 'unreachable':
      tell(parts, carried, { afterMs: there, end: failure('ECONNREFUSED') });
      break;
    case 'requestLost':
      tell(parts, carried, gaveUp(random, fate.hangs));
      break;
    case 'replyLost':
      arrive(parts, carried, there);
      tell(parts, carried, gaveUp(random, fate.hangs));
      break;
    case 'late': {
      const given = fate.hangs ? gaveUp(random, true) : brokenOff(random);
      arrive(parts, carried, Math.min(given.afterMs + fate.byMs, STILL_UNDER_WAY_MS));
      tell(parts, carried, given);
      break;
    }
    case 'answeredBetween':
      if (fate.arrives) arrive(parts, carried, there);
      tell(parts, carried, { afterMs: 2 * there, end: responseOf(fate.answer) });
      break;
    default:
      comeAndGo(parts, carried, there);
  }
}

/** It arrives, and nobody hears of it. */
function arrive(parts: NetworkParts, { request }: Carried, afterMs: number): void {
  parts.scheduler.after(afterMs, async () => {
    await delivered(parts, request);
  });
}

/** It arrives, and its answer comes back, if not always as it left. */
function comeAndGo(parts: NetworkParts, carried: Carried, afterMs: number): void {
  const { scheduler, twin, watch, random } = parts;
  const { fate, request } = carried;
  scheduler.after(afterMs, async () => {
    if (fate.kind === 'remembered500') await twin.failOnce(request.method);
    if (fate.kind === 'tokenEnds') await twin.endTokens();
    const answer = await delivered(parts, request);
    if (fate.kind === 'goesWell') watch.hears(request, answer);
    const end = fate.kind === 'cut' ? cutOff(answer) : responseOf(distorted(fate, answer));
    tell(parts, carried, { afterMs: travelMs(random), end });
  });
}

/** Most answers come soon, few take long. */
function travelMs(random: Random): number {
  return random.inHundred(4) ? random.between(5_000, 60_000) : random.between(10, 400);
}

interface Told {
  readonly afterMs: number;
  readonly end: Response | Error;
}

function gaveUp(random: Random, hangs: boolean): Told {
  return hangs
    ? { afterMs: TIMEOUT_MS, end: failure('UND_ERR_BODY_TIMEOUT') }
    : { afterMs: random.between(20, 8_000), end: failure('ECONNRESET') };
}

/** The connection breaks as soon as the request has left. */
function brokenOff(random: Random): Told {
  return { afterMs: random.between(20, 500), end: failure('ECONNRESET') };
}

function tell({ scheduler }: NetworkParts, { told }: Carried, { afterMs, end }: Told): void {
  scheduler.after(afterMs, () => told(end));
}

async function delivered(
  { twin, trace, watch }: NetworkParts,
  request: WireRequest,
): Promise<Answer> {
  const answer = await twin.deliver(request);
  trace.note(`  ${request.program}'s ${request.method} arrives: ${answer.httpStatus}`);
  watch.arrives(request, answer);
  return answer;
}

function failure(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

function responseOf({ httpStatus, headers, body }: Answer): Response {
  const isEmpty = httpStatus === 204 || httpStatus === 304;
  return new Response(isEmpty ? null : body, { status: httpStatus, headers });
}

/** The first half of the answer comes; then the connection breaks. */
function cutOff({ httpStatus, headers, body }: Answer): Response {
  const half = Buffer.from(body.slice(0, body.length >> 1));
  const stream = new ReadableStream({
    pull(controller) {
      if (half.length > 0 && controller.desiredSize === 1) controller.enqueue(half);
      controller.error(failure('UND_ERR_SOCKET'));
    },
  });
  return new Response(stream, { status: httpStatus, headers });
}

/** Elements in the opposite order, or the first of them twice. */
function distorted({ kind }: Fate, answer: Answer): Answer {
  if ((kind !== 'reversed' && kind !== 'doubled') || answer.httpStatus !== 200) return answer;
  const parsed = JSON.parse(answer.body) as Record<string, unknown>;
  const turned = Object.entries(parsed).map(([name, value]) => {
    if (!Array.isArray(value)) return [name, value];
    return [name, kind === 'reversed' ? value.toReversed() : [...value.slice(0, 1), ...value]];
  });
  return { ...answer, body: JSON.stringify(Object.fromEntries(turned)) };
}
