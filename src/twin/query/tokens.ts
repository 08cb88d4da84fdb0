import { queryInvalid } from '../wire/answers.ts';

export interface Token {
  kind: 'text' | 'number' | 'name' | 'sign' | 'end';
  text: string;
  at: number;
}

const PATTERN =
  /\s*(?:"((?:[^"\\]|\\.|"")*)"|(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(==|!=|<>|>=|<=|&&|\|\||[=<>(),.!-]))/y;

/** Cuts a `where` filter into tokens; throws the refusal of one that cannot be read. */
export function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  let at = 0;
  while (at < filter.length && filter.slice(at).trim() !== '') {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(filter);
    if (match === null) throw queryInvalid(`Syntax error (at index ${at})`);
    tokens.push(tokenOf(match, at));
    at = PATTERN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function tokenOf(match: RegExpExecArray, at: number): Token {
  const [, text, number, name, sign] = match;
  if (text !== undefined) return { kind: 'text', text: unescaped(text), at };
  if (number !== undefined) return { kind: 'number', text: number, at };
  if (name !== undefined) return { kind: 'name', text: name, at };
  return { kind: 'sign', text: sign ?? '', at };
}

function unescaped(text: string): string {
  return text.replaceAll('""', '"').replace(/\\(.)/gs, '$1');
}
