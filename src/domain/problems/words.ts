import type { Retry } from './table.ts';

/** When the same act may be tried again, in words. */
export const TRY_AGAIN: Readonly<Record<Retry, string>> = {
  now: 'at once; nothing needs to change first.',
  later: 'later; it may pass without anybody doing anything.',
  after_fix: 'after the remedy.',
  never: 'no; the same act will always end here.',
};

/** A text of the table with its placeholders as words: `‹GL account code›`. */
export function withValues(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => `‹${inWords(name)}›`);
}

/** `glAccountCode` to "GL account code". */
function inWords(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.replaceAll(/\b(?:gl|gst|url|http|id)\b/g, (word) => word.toUpperCase());
}
