/** The text without blanks at its ends, no-break blanks too; most texts have none. */
export function trimmed(text: string): string {
  if (text.length === 0) return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  const isBare = first > 32 && first < 127 && last > 32 && last < 127;
  return isBare ? text : text.trim();
}

const IDENTIFIER = /^[^\p{C}]{1,100}$/u;

/** 1 to 100 printable characters; the text is trimmed already. */
export function isIdentifier(text: string): boolean {
  if (text.length === 0) return false;
  if (text.length > 100) return text.length <= 200 && IDENTIFIER.test(text);
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character < 32 || character > 126) return IDENTIFIER.test(text);
  }
  return true;
}
