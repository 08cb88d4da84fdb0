import type { OrganisationRow } from '../books/organisations.ts';
import type { Answer } from '../wire/answers.ts';
import { type Html, html } from './html.ts';
import { type Link, linksTo, NAVIGATION } from './navigation.ts';
import { STYLE } from './style.ts';

export interface PageContent {
  title: string;
  /** Its own address, which the navigation marks; a page of the sign-in has no navigation. */
  at?: string;
  /** Whose page it is, where it is about one organisation. */
  organisation?: OrganisationRow;
  body: Html;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

/** A whole page; the notices say what is switched on and differs from a plain Xero. */
export function pageAnswer(httpStatus: number, content: PageContent, notices: Link[] = []): Answer {
  const { at, body, organisation, title } = content;
  const whole = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Xero twin</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><header><div><p><b>Xero twin</b> stands in for Xero. Nothing here is real.</p>
${at === undefined ? '' : navigation(NAVIGATION, at)}</div></header>
<main><h1>${title}</h1>${organisation === undefined ? '' : navigation(linksTo(organisation), at)}
${noticesOf(notices)}${body}</main></body></html>`;
  return { httpStatus, headers: HEADERS, body: whole.text };
}

function navigation(links: readonly Link[], at: string | undefined): Html {
  const shown = links.map(({ href, label }) => {
    const current = href === at ? html` aria-current="page"` : '';
    return html`<a href="${href}"${current}>${label}</a>`;
  });
  return html`<nav>${shown}</nav>`;
}

function noticesOf(notices: Link[]): Html {
  if (notices.length === 0) return html``;
  const shown = notices.map(({ href, label }) => html`<a href="${href}">${label}</a>`);
  return html`<p class="notices" role="status">${shown}</p>`;
}
