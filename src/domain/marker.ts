/** Narration and reference hold at most this many characters; the text is cut, the marker never. */
const TEXT_LIMIT = 250;

/** SHA-256 of a text; an argument, since the domain reaches no Node module. */
export interface Digest {
  hex(text: string): string;
  base64Url(text: string): string;
}

/** Our fingerprint at the end of a narration or reference: `[20260531.001/3 a1b2c3d4e5]`. */
export function makeMarker(
  place: { readonly tenantId: string; readonly exportId: string; readonly part: number },
  bodyWithoutMarker: string,
  digest: Digest,
): string {
  const seed = [place.tenantId, place.exportId, place.part, bodyWithoutMarker].join('\n');
  return `[${place.exportId}/${place.part} ${digest.hex(seed).slice(0, 10)}]`;
}

/** The text with its marker, cut so that both fit. */
export function withMarker(text: string, marker: string): string {
  const room = TEXT_LIMIT - marker.length - 1;
  const kept = cutText(text.trim(), room);
  return kept === '' ? marker : `${kept} ${marker}`;
}

/** The start of a text, never ending in half a character. */
function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const endsInHalf = /[\uD800-\uDBFF]$/.test(cut);
  return (endsInHalf ? cut.slice(0, -1) : cut).trimEnd();
}

const MARKER_ANYWHERE = /\[[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}\/\d+ [0-9a-f]{10}\]/g;

/** Every marker in a text, wherever a person may have put more text around it. */
export function findMarkers(text: string): string[] {
  return [...text.matchAll(MARKER_ANYWHERE)].map(([marker]) => marker);
}
