import { type Cents, formatCents } from '../domain/money.ts';

/** A number, or an amount as text, for people: thousands apart. */
export function groupDigits(figure: string | number): string {
  const [whole = '', ...decimals] = String(figure).split('.');
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.');
}

/** "1 line", "1,200 lines". */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : several}`;
}

/** A moment for people, to the minute: 2026-05-31 09:30 UTC. */
export function minuteOf(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}

/** The one JSON document of a command: amounts as text. */
export function toJson(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? formatCents(part as Cents) : part,
  );
}
