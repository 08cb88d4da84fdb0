import { type Cents, formatCents, parseCents } from '../domain/money.ts';

/** JSON in which an amount stands as `{"cents":"115.00"}`, so that no cent passes a float. */
export function moneyToJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? { cents: formatCents(part as Cents) } : part,
  );
}

export function moneyFromJson<T>(text: string): T {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const [key, ...others] = Object.keys(part);
    if (key !== 'cents' || others.length > 0) return part;
    return parseCents(String((part as { cents: unknown }).cents));
  }) as T;
}
