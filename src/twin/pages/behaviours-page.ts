import type { DatabaseSync } from 'node:sqlite';
import {
  BEHAVIOURS,
  type BehaviourName,
  changedBehaviours,
  readBehaviours,
} from '../behaviours.ts';
import { choices, type Html, html, table } from './html.ts';
import type { PageContent } from './layout.ts';

const AT = '/pages/behaviours';

/** What Xero does not document, each as one switch. */
export function behavioursPage(books: DatabaseSync): PageContent {
  const chosen = readBehaviours(books);
  const changed = changedBehaviours(books);
  const names = Object.keys(BEHAVIOURS) as BehaviourName[];
  const rows = names.map((name) => [
    html`<code>${name}</code>${changed.includes(name) ? html`<br>changed` : ''}`,
    BEHAVIOURS[name].about,
    switchForm(name, chosen[name]),
  ]);
  const columns = ['Behaviour', 'What it is about', 'Value'].map((heading) => ({ heading }));
  const body = html`<p class="note wide">Here Xero’s documents are silent, or reports differ. The first value of each is the default.</p>${table(columns, rows)}`;
  return { title: 'Behaviours', at: AT, body };
}

/** A list to choose from, or a field where any text will do. */
function switchForm(name: BehaviourName, value: string): Html {
  const values = [...new Set<string>([...BEHAVIOURS[name].values, value])];
  const isOpen = values.some((one) => one.startsWith('any '));
  const field = isOpen
    ? html`<input name="value" value="${value}" aria-label="${name}">`
    : html`<select name="value" aria-label="${name}">${choices(Object.fromEntries(values.map((one) => [one, one])), value)}</select>`;
  return html`<form method="post" action="${AT}"><input type="hidden" name="name" value="${name}">${field} <button>Set</button></form>`;
}

/** The change that a form of this page asks for, as the control takes it. */
export function behaviourOf(form: URLSearchParams): object {
  return { [form.get('name') ?? '']: form.get('value') ?? '' };
}
