import type { Answer } from '../wire/answers.ts';

/** Text that is HTML already; everything else is escaped when it goes into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | Html[] | string | number;

/** A template tag: what stands in `${}` is escaped unless it is Html. */
export function html(texts: TemplateStringsArray, ...pieces: Piece[]): Html {
  const whole = texts.reduce((done, text, index) => {
    const piece = pieces[index - 1] ?? '';
    return `${done}${asHtml(piece)}${text}`;
  });
  return new Html(whole);
}

function asHtml(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map((each) => each.text).join('');
  return escaped(String(piece));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const STYLE = new Html(`
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b2733; }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
  th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #d8dee6; vertical-align: top; }
  th { background: #f2f5f9; } .amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  form.inline { display: inline; } button, input, select, textarea { font: inherit; }
  nav a { margin-right: 1rem; } .note { color: #5b6b7b; }
`);

export interface PageContent {
  title: string;
  links: { href: string; label: string }[];
  body: Html;
}

function page({ body, links, title }: PageContent): string {
  const navigation = links.map(({ href, label }) => html`<a href="${href}">${label}</a>`);
  const whole = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Xero twin</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><nav>${navigation}</nav><h1>${title}</h1>
<p class="note">This is the twin, a stand-in for Xero. Nothing here is real.</p>
${body}</body></html>`;
  return whole.text;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

export function pageAnswer(httpStatus: number, content: PageContent): Answer {
  return { httpStatus, headers: HEADERS, body: page(content) };
}

export interface Column {
  heading: string;
  isAmount?: boolean;
}

export function table(columns: Column[], rows: (Html | string)[][]): Html {
  const cell = (column: Column | undefined, content: Html | string) =>
    column?.isAmount === true
      ? html`<td class="amount">${content}</td>`
      : html`<td>${content}</td>`;
  const headings = columns.map((column) => html`<th>${column.heading}</th>`);
  const lines = rows.map(
    (row) => html`<tr>${row.map((content, index) => cell(columns[index], content))}</tr>`,
  );
  return html`<table><thead><tr>${headings}</tr></thead><tbody>${lines}</tbody></table>`;
}
