/** Arithmetic of the tests' own on amounts with two decimals. */
function toCents(text: string): number {
  const digits = text.replace('.', '');
  if (!/^-?\d+\.\d{2}$/.test(text) || !Number.isSafeInteger(Number(digits))) {
    throw new Error(`"${text}" is no amount with two decimals`);
  }
  return Number(digits);
}

export function toText(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function sumOf(texts: readonly string[]): string {
  return toText(texts.reduce((sum, text) => sum + toCents(text), 0));
}
