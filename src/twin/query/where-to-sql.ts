import { queryInvalid } from '../wire/answers.ts';
import { type Token, tokenize } from './tokens.ts';

/** A field that a filter or an order may name: its SQL, and how its values are written. */
export interface QueryField {
  sql: string;
  kind: 'text' | 'date' | 'moment' | 'boolean' | 'money';
}

/** Fields by their name in Xero, such as `Contact.ContactID`, in lower case. */
export type QueryFields = ReadonlyMap<string, QueryField>;

export interface SqlCondition {
  sql: string;
  values: (string | number)[];
}

export function queryFields(fields: Record<string, QueryField>): QueryFields {
  return new Map(Object.entries(fields).map(([name, field]) => [name.toLowerCase(), field]));
}

/**
 * Turns Xero's filter language into SQL.
 * https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */
export function whereToSql(filter: string, fields: QueryFields): SqlCondition {
  const reader = new FilterReader(tokenize(filter), fields);
  return reader.whole();
}

type Operand =
  | { kind: 'field'; field: QueryField; sql: string }
  | { kind: 'literal'; value: string | number | null; type: LiteralType }
  | { kind: 'condition'; condition: SqlCondition };

type LiteralType = 'text' | 'number' | 'date' | 'boolean' | 'null';

const COMPARISONS: Record<string, string> = {
  '==': '=',
  '=': '=',
  '!=': '<>',
  '<>': '<>',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
};

class FilterReader {
  readonly #tokens: Token[];
  readonly #fields: QueryFields;
  #next = 0;

  constructor(tokens: Token[], fields: QueryFields) {
    this.#tokens = tokens;
    this.#fields = fields;
  }

  whole(): SqlCondition {
    const condition = this.#either();
    if (this.#peek().kind !== 'end') throw this.#syntaxError();
    return condition;
  }

  #either(): SqlCondition {
    let left = this.#both();
    while (this.#takeSign('||') || this.#takeName('or')) {
      left = joined('or', left, this.#both());
    }
    return left;
  }

  #both(): SqlCondition {
    let left = this.#comparison();
    while (this.#takeSign('&&') || this.#takeName('and')) {
      left = joined('and', left, this.#comparison());
    }
    return left;
  }

  #comparison(): SqlCondition {
    if (this.#takeSign('!')) {
      const inner = this.#comparison();
      return { sql: `(not ${inner.sql})`, values: inner.values };
    }
    if (this.#takeSign('(')) {
      const inner = this.#either();
      this.#expectSign(')');
      return inner;
    }
    const left = this.#operand();
    const comparison = COMPARISONS[this.#peek().text];
    if (this.#peek().kind !== 'sign' || comparison === undefined) return this.#asCondition(left);
    this.#next += 1;
    return compared(left, comparison, this.#operand());
  }

  #asCondition(operand: Operand): SqlCondition {
    if (operand.kind === 'condition') return operand.condition;
    if (operand.kind === 'field' && operand.field.kind === 'boolean') {
      return { sql: `(${operand.sql} = 1)`, values: [] };
    }
    throw this.#syntaxError();
  }

  #operand(): Operand {
    const token = this.#take();
    if (token.kind === 'text') return { kind: 'literal', value: token.text, type: 'text' };
    if (token.kind === 'number') return number(token.text);
    if (token.kind === 'sign' && token.text === '-') return number(`-${this.#take().text}`);
    if (token.kind !== 'name') throw syntaxError(token);
    const word = token.text.toLowerCase();
    if (word === 'true' || word === 'false') {
      return { kind: 'literal', value: word === 'true' ? 1 : 0, type: 'boolean' };
    }
    if (word === 'null') return { kind: 'literal', value: null, type: 'null' };
    if (word === 'datetime') return this.#dateLiteral();
    if (word === 'guid') return this.#guidLiteral();
    return this.#field(token);
  }

  /** `DateTime(2026, 01, 31)`, with a time if wanted, or `DateTime.Parse("2026-01-31")`. */
  #dateLiteral(): Operand {
    if (this.#takeSign('.')) this.#take();
    this.#expectSign('(');
    const parts: string[] = [];
    while (!this.#takeSign(')')) {
      parts.push(this.#take().text);
      if (!this.#takeSign(',') && this.#peek().text !== ')') throw this.#syntaxError();
    }
    const milliseconds = parts.length === 1 ? parsedMoment(parts[0] ?? '') : momentOf(parts);
    if (Number.isNaN(milliseconds)) throw queryInvalid('The date is not valid.');
    return { kind: 'literal', value: milliseconds, type: 'date' };
  }

  #guidLiteral(): Operand {
    if (this.#takeSign('.')) this.#take();
    this.#expectSign('(');
    const value = this.#take().text.toLowerCase();
    this.#expectSign(')');
    return { kind: 'literal', value, type: 'text' };
  }

  #field(token: Token): Operand {
    const known = this.#longestFieldName(token);
    let sql = known.sql;
    while (this.#takeSign('.')) {
      const method = this.#take().text.toLowerCase();
      if (method === 'value') continue;
      this.#expectSign('(');
      if (method === 'tolower' || method === 'toupper') {
        this.#expectSign(')');
        sql = method === 'tolower' ? `lower(${sql})` : `upper(${sql})`;
        continue;
      }
      const wanted = this.#take().text;
      this.#expectSign(')');
      return { kind: 'condition', condition: textMethod(method, sql, wanted) };
    }
    return { kind: 'field', field: known, sql };
  }

  /** Names may have dots, as `Contact.ContactID` has; methods follow after another dot. */
  #longestFieldName(token: Token): QueryField {
    const dotted = `${token.text}.${this.#tokens[this.#next + 1]?.text ?? ''}`.toLowerCase();
    const isDotted = this.#peek().text === '.' && this.#fields.has(dotted);
    if (isDotted) this.#next += 2;
    const field = this.#fields.get(isDotted ? dotted : token.text.toLowerCase());
    if (field !== undefined) return field;
    throw queryInvalid(`No property or field '${token.text}' exists (at index ${token.at})`);
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#peek();
    if (token.kind === 'end') throw this.#syntaxError();
    this.#next += 1;
    return token;
  }

  #takeSign(text: string): boolean {
    const isThere = this.#peek().kind === 'sign' && this.#peek().text === text;
    if (isThere) this.#next += 1;
    return isThere;
  }

  #takeName(text: string): boolean {
    const isThere = this.#peek().kind === 'name' && this.#peek().text.toLowerCase() === text;
    if (isThere) this.#next += 1;
    return isThere;
  }

  #expectSign(text: string): void {
    if (!this.#takeSign(text)) throw this.#syntaxError();
  }

  #syntaxError(): Error {
    return syntaxError(this.#peek());
  }
}

function syntaxError(token: Token): Error {
  return queryInvalid(`Syntax error (at index ${token.at})`);
}

function joined(word: 'and' | 'or', left: SqlCondition, right: SqlCondition): SqlCondition {
  const values = [...left.values, ...right.values];
  return { sql: `(${left.sql} ${word} ${right.sql})`, values };
}

function number(text: string): Operand {
  return { kind: 'literal', value: Number(text), type: 'number' };
}

function parsedMoment(text: string): number {
  return Date.parse(/T/.test(text) ? `${text.replace(/Z$/, '')}Z` : `${text}T00:00:00Z`);
}

function momentOf(parts: string[]): number {
  const [year = Number.NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] =
    parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const TEXT_METHODS: Record<string, (sql: string) => string> = {
  contains: (sql) => `instr(${sql}, ?) > 0`,
  startswith: (sql) => `instr(${sql}, ?) = 1`,
  endswith: (sql) => `${sql} like '%' || ?`,
};

function textMethod(method: string, sql: string, wanted: string): SqlCondition {
  const write = TEXT_METHODS[method];
  if (write === undefined) throw queryInvalid(`No method '${method}' exists`);
  return { sql: `(${write(`coalesce(${sql}, '')`)})`, values: [wanted] };
}

function compared(left: Operand, comparison: string, right: Operand): SqlCondition {
  if (left.kind === 'condition' && right.kind === 'literal' && right.type === 'boolean') {
    const isAffirmed = (right.value === 1) === (comparison === '=');
    return isAffirmed
      ? left.condition
      : { sql: `(not ${left.condition.sql})`, values: left.condition.values };
  }
  if (left.kind === 'literal' && right.kind === 'field') {
    return compared(right, mirrored(comparison), left);
  }
  if (left.kind !== 'field' || right.kind !== 'literal') {
    throw queryInvalid('A filter compares a field with a value.');
  }
  if (right.value === null) {
    return { sql: `(${left.sql} is ${comparison === '=' ? '' : 'not '}null)`, values: [] };
  }
  const value = valueFor(left.field, right.value, right.type);
  return { sql: `(${left.sql} ${comparison} ?)`, values: [value] };
}

function mirrored(comparison: string): string {
  return comparison.replace(/[<>]/g, (sign) => (sign === '<' ? '>' : '<')).replace('><', '<>');
}

/** The value as the field's column keeps it. */
function valueFor(field: QueryField, value: string | number, type: LiteralType): string | number {
  if (field.kind === 'date') return dateText(value);
  if (field.kind === 'moment') return typeof value === 'number' ? value : Date.parse(`${value}Z`);
  if (field.kind === 'money') return Math.round(Number(value) * 100);
  if (field.kind === 'boolean') return type === 'text' ? Number(value === 'true') : value;
  return String(value);
}

function dateText(value: string | number): string {
  if (typeof value === 'string') return value.slice(0, 10);
  const iso = new Date(value).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
}
