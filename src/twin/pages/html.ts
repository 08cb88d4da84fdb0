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

export interface Column {
  heading: string;
  isAmount?: boolean;
}

export function table(columns: Column[], rows: (Html | string)[][]): Html {
  const cell = (column: Column | undefined, content: Html | string) =>
    column?.isAmount === true
      ? html`<td class="amount">${content}</td>`
      : html`<td>${content}</td>`;
  const headings = columns.map(({ heading, isAmount }) =>
    isAmount === true ? html`<th class="amount">${heading}</th>` : html`<th>${heading}</th>`,
  );
  if (rows.length === 0) {
    const empty = html`<tr><td class="empty" colspan="${columns.length}">None</td></tr>`;
    return html`<table><thead><tr>${headings}</tr></thead><tbody>${empty}</tbody></table>`;
  }
  const lines = rows.map(
    (row) => html`<tr>${row.map((content, index) => cell(columns[index], content))}</tr>`,
  );
  return html`<table><thead><tr>${headings}</tr></thead><tbody>${lines}</tbody></table>`;
}

/** Choices of a form, one of them made already. */
export function choices(names: Readonly<Record<string, string>>, chosen?: string): Html[] {
  return Object.entries(names).map(([value, shown]) => {
    const selected = value === chosen ? html` selected` : '';
    return html`<option value="${value}"${selected}>${shown}</option>`;
  });
}
