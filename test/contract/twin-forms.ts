import { type Reply, type Session, send } from './twin-session.ts';

/** A page of the twin, below `/pages`. */
export function showPage(xero: Session, path: string): Promise<Reply<unknown>> {
  return send(`${xero.twin.pagesUrl}${path}`, { method: 'GET' });
}

/** Posts a form as the page does; a page that did something sends the browser back. */
export function postForm(
  xero: Session,
  path: string,
  fields: Record<string, string> = {},
): Promise<Reply<unknown>> {
  return send(`${xero.twin.pagesUrl}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}
