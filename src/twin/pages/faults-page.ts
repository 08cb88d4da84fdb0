import type { DatabaseSync } from 'node:sqlite';
import { OUTAGE_TEXTS } from '../../xero/contract/envelopes.ts';
import { type Fault, listFaults } from '../calls/faults.ts';
import { choices, type Html, html, table } from './html.ts';
import type { PageContent } from './layout.ts';

const AT = '/pages/faults';

/** Faults that wait for calls, and forms that switch more of them on. */
export function faultsPage(books: DatabaseSync): PageContent {
  const rows = listFaults(books).map((fault) => [
    `${METHODS[fault.method as keyof typeof METHODS]}, ${fault.path === '' ? 'any path' : fault.path}`,
    KINDS[fault.kind],
    MOMENTS[fault.moment],
    detailsOf(fault),
    String(fault.remaining),
  ]);
  const columns = [
    ...['Calls', 'What happens', 'When', 'Details'].map((heading) => ({ heading })),
    { heading: 'Calls left', isAmount: true },
  ];
  const forget = html`<form method="post" action="${AT}/forget"><button>Forget all faults</button></form>`;
  const body = html`<p class="note wide">A fault waits for the next calls of the accounting API that match it.
It may stand in the way of the work, or of the answer after the work was done.</p>
${table(columns, rows)}${rows.length > 0 ? forget : ''}${usualForm()}${freeForm()}`;
  return { title: 'Faults', at: AT, body };
}

const METHODS = { '*': 'any method', GET: 'GET', PUT: 'PUT', POST: 'POST', DELETE: 'DELETE' };

const KINDS: Record<Fault['kind'], string> = {
  status: 'Another answer',
  delay: 'Waits',
  drop: 'No answer',
  cut: 'The answer stops half way',
  edit: 'A text in the answer is replaced',
  reverse: 'The elements come in the opposite order',
};

const MOMENTS: Record<Fault['moment'], string> = {
  before: 'in place of the work (a wait: before it)',
  after: 'once the work is saved',
  late: 'no answer; saved after the wait',
};

function detailsOf({ details }: Fault): string {
  return Object.entries(details)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}

/** What the control takes for each fault that people ask for most. */
const USUAL: Record<string, { label: string; body: object }> = {
  lost: { label: 'Saved, but no answer comes', body: { kind: 'drop', moment: 'after' } },
  refused: { label: 'The connection breaks before anything is done', body: { kind: 'drop' } },
  cut: { label: 'Saved, but the answer stops half way', body: { kind: 'cut' } },
  slow: { label: 'The answer takes 5 seconds', body: { kind: 'delay', delayMs: 5_000 } },
  internal: { label: '500: an error in Xero', body: { kind: 'status', httpStatus: 500 } },
  maintenance: {
    label: '503: down for maintenance',
    body: { kind: 'status', httpStatus: 503, body: OUTAGE_TEXTS.maintenance },
  },
  minute: { label: '429: limit of the minute', body: limitReached('minute', '30') },
  day: { label: '429: limit of the day', body: limitReached('day', '3600') },
};

function limitReached(problem: string, seconds: string): object {
  const headers = { 'x-rate-limit-problem': problem, 'retry-after': seconds };
  return { kind: 'status', httpStatus: 429, body: '', headers };
}

function usualForm(): Html {
  const labels = Object.entries(USUAL).map(([name, { label }]) => [name, label] as const);
  return html`<h2>Switch on a usual fault</h2><form class="card" method="post" action="${AT}">
<p><label>Fault <select name="usual">${choices(Object.fromEntries(labels))}</select></label></p>
${whichCalls()}<button>Switch on</button></form>`;
}

function freeForm(): Html {
  return html`<h2>Or describe one</h2><form class="card" method="post" action="${AT}">
<p><label>What happens <select name="kind">${choices(KINDS)}</select></label>
<label>When <select name="moment">${choices(MOMENTS)}</select></label></p>
<p><label>Status <input name="httpStatus" type="number" min="200" max="599"></label>
<label>Body <input name="body" size="30"></label> <label>Wait, ms <input name="delayMs" type="number" min="0"></label></p>
<p><label>Find <input name="find"></label> <label>and put <input name="put"></label></p>
${whichCalls()}<button>Switch on</button></form>`;
}

function whichCalls(): Html {
  return html`<label>for <select name="method" aria-label="Method">${choices(METHODS)}</select></label>
<label>with <input name="path" placeholder="any path" aria-label="Part of the path"> in the path,</label>
<label><input name="times" type="number" min="1" value="1" required aria-label="How many calls"> calls</label> `;
}

/** The fault that a form of this page describes, as the control takes it. */
export function faultOf(form: URLSearchParams): object {
  const given = Object.fromEntries([...form].filter(([, text]) => text !== ''));
  const { usual = '', method, path = '', times } = given;
  const calls = { method, path, times: Number(times) };
  if (form.has('usual')) return { ...USUAL[usual]?.body, ...calls };
  const { kind, moment, body, find, put, httpStatus, delayMs } = given;
  return {
    ...{ kind, moment, body, find, put, ...calls },
    ...(httpStatus === undefined ? {} : { httpStatus: Number(httpStatus) }),
    ...(delayMs === undefined ? {} : { delayMs: Number(delayMs) }),
  };
}
