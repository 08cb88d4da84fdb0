import type { DatabaseSync } from 'node:sqlite';
import { clockOffsetMs, twinNow } from '../clock.ts';
import { html } from './html.ts';
import type { PageContent } from './layout.ts';

const AT = '/pages/clock';
const HOUR_MS = 3_600_000;

/** The twin's time, which can be moved: tokens end, keys are forgotten, windows of limits pass. */
export function clockPage(books: DatabaseSync): PageContent {
  const now = new Date(twinNow(books)).toISOString().slice(0, 19).replace('T', ' ');
  const hours = clockOffsetMs(books) / HOUR_MS;
  const back = html`<form class="inline" method="post" action="${AT}">
<input type="hidden" name="hours" value="${-hours}"><button>Back to this machine’s time</button></form>`;
  const body = html`<p>It is <b>${now} UTC</b> in the twin.</p>
<p class="note wide">Tokens, authorization codes, idempotency keys and the windows of the rate limits go by this clock,
and so does the date of a document that is sent without one.</p>
<form class="card" method="post" action="${AT}"><label>Move it by
<input name="hours" type="number" step="any" value="1" required> hours</label><button>Move</button></form>
${hours === 0 ? '' : back}`;
  return { title: 'Clock', at: AT, body };
}

/** How far a form of this page moves the clock, as the control takes it. */
export function clockMoveOf(form: URLSearchParams): object {
  return { moveMs: Math.round(Number(form.get('hours')) * HOUR_MS) };
}
