import { listCallCounts } from '../calls/call-counts.ts';
import { areLimitsChanged, readLimits, XERO_LIMITS } from '../calls/rate-limits.ts';
import type { Databases } from '../database/databases.ts';
import { html, table } from './html.ts';
import type { PageContent } from './layout.ts';

const AT = '/pages/limits';

const NAMES = {
  concurrent: 'Calls at once, for an app and an organisation',
  minute: 'Calls a minute, for an app and an organisation',
  day: 'Calls a day, for an app and an organisation',
  appMinute: 'Calls a minute of an app over all organisations',
} as const;

/** The rate limits, and how often each endpoint was called. */
export function limitsPage({ books, traffic }: Databases): PageContent {
  const limits = readLimits(books);
  const fields = Object.entries(NAMES).map(
    ([name, label]) =>
      html`<label class="line"><input type="number" min="0" required name="${name}" value="${limits[name as keyof typeof NAMES]}"> ${label}</label>`,
  );
  const back = html`<form method="post" action="${AT}/xero"><button>Back to Xero’s own</button></form>`;
  const rows = listCallCounts(traffic).map((row) => [
    row.method,
    row.path,
    row.http_status === 0 ? 'no answer' : String(row.http_status),
    String(row.calls),
  ]);
  const columns = [
    ...['Method', 'Path', 'Status'].map((heading) => ({ heading })),
    { heading: 'Calls', isAmount: true },
  ];
  const body = html`<form class="card" method="post" action="${AT}">${fields}<button>Set limits</button></form>
${areLimitsChanged(books) ? back : ''}<h2>Calls so far</h2>${table(columns, rows)}
<form method="post" action="/pages/calls/forget"><button>Count anew</button></form>`;
  return { title: 'Limits', at: AT, body };
}

/** The limits that the form gives, as the control takes them. */
export function limitsOf(form: URLSearchParams): object {
  return Object.fromEntries(Object.keys(NAMES).map((name) => [name, Number(form.get(name))]));
}

export function limitsOfXero(): object {
  return XERO_LIMITS;
}
