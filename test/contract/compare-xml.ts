import type { XmlValue } from './recorded-xml.ts';

/** How a list of an XML answer is compared with that of the twin. */
export interface XmlComparison {
  /** The property by which an element finds its like; those without one are passed over. */
  key: string;
  /** Whether the twin has the same things, or only things of the same kind. */
  isSameBooks: boolean;
}

/**
 * What an element of the time of XML has that the twin's has not, or has otherwise. Xero has added
 * properties since, so those of the twin alone say nothing.
 */
export function compareXml(
  xml: XmlValue[],
  twin: Record<string, unknown>[],
  { isSameBooks, key }: XmlComparison,
): string[] {
  const differences = new Set<string>();
  for (const element of xml) {
    const named = element as Record<string, XmlValue>;
    const like = twin.find((one) => String(one[key]) === named[key]);
    const ours = isSameBooks ? like : Object.assign({}, ...twin);
    if (ours !== undefined) compareValue(named, ours, { place: '', isSameBooks, differences });
  }
  return [...differences];
}

interface Walk {
  place: string;
  isSameBooks: boolean;
  differences: Set<string>;
}

function compareValue(xml: XmlValue, twin: unknown, walk: Walk): void {
  const { differences, isSameBooks, place } = walk;
  if (twin === undefined) differences.add(`${place}: absent`);
  else if (Array.isArray(xml)) compareList(xml, twin, walk);
  else if (typeof xml === 'object') compareObject(xml, twin as Record<string, unknown>, walk);
  else if (isSameBooks && !isId(place) && !isSame(xml, twin))
    differences.add(`${place}: ${xml} there, ${twin} here`);
}

function compareList(xml: XmlValue[], twin: unknown, walk: Walk): void {
  if (!Array.isArray(twin)) {
    walk.differences.add(`${walk.place}: no list`);
    return;
  }
  for (const [index, element] of xml.entries()) {
    const ours: unknown = walk.isSameBooks ? twin[index] : twin[0];
    if (ours !== undefined) compareValue(element, ours, { ...walk, place: `${walk.place}[]` });
  }
}

function compareObject(
  xml: Record<string, XmlValue>,
  twin: Record<string, unknown>,
  walk: Walk,
): void {
  for (const [name, value] of Object.entries(xml)) {
    const place = walk.place === '' ? name : `${walk.place}.${name}`;
    compareValue(value, twin[name], { ...walk, place });
  }
}

/** Made by whoever answers: ids, and moments of saving. */
function isId(place: string): boolean {
  return /(ID|UTC)$/.test(place);
}

function isSame(xml: string, twin: unknown): boolean {
  if (typeof twin === 'number') return Number(xml) === twin;
  const milliseconds = /^\/Date\((\d+)/.exec(String(twin))?.[1];
  if (milliseconds === undefined) return xml === String(twin);
  return Date.parse(`${xml}Z`) === Number(milliseconds);
}
