/** What an answer of the twin has that Xero's has not, and the other way round. */
export interface AnswerComparison {
  /** Places and what differs there, each once: `Accounts[].Code: absent`. */
  differences: Set<string>;
  /** Ids of Xero's, each with the twin's that stands for it. */
  ids: Map<string, string>;
  /** Whether Xero's elements were cut to some of their properties. */
  isCut?: boolean;
}

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Parts whose order says nothing, by the properties that tell them apart. */
const UNORDERED: Record<string, string[]> = {
  Addresses: ['AddressType'],
  Phones: ['PhoneType'],
  JournalLines: ['AccountCode', 'NetAmount', 'Description', 'TrackingCategories'],
};

/**
 * Compares two answers: names, types, null or absent, values. Ids may differ as long as each stands
 * for the same other everywhere; of moments, the form is compared.
 */
export function compareAnswers(xero: unknown, twin: unknown, into: AnswerComparison): void {
  compare({ xero, twin }, '', into);
}

interface Pair {
  xero: unknown;
  twin: unknown;
}

function compare({ twin, xero }: Pair, place: string, into: AnswerComparison): void {
  const differs = (what: string) => into.differences.add(`${place}: ${what}`);
  if (typeOf(xero) !== typeOf(twin)) {
    differs(`${typeOf(twin)} instead of ${typeOf(xero)}`);
  } else if (Array.isArray(xero) && Array.isArray(twin)) {
    compareLists(xero, twin, { place, into });
  } else if (typeof xero === 'object' && xero !== null) {
    compareObjects({ xero, twin }, place, into);
  } else if (isMoment(place)) {
    if (formOf(xero) !== formOf(twin)) differs(`moment in another form`);
  } else if (typeof xero === 'string' && typeof twin === 'string' && GUID.test(xero)) {
    if (!GUID.test(twin)) differs('no id');
    else if (isOtherId(into.ids, xero, twin)) differs('id of something else');
  } else if (xero !== twin) {
    differs('another value');
  }
}

function compareLists(
  xero: unknown[],
  twin: unknown[],
  { into, place }: { place: string; into: AnswerComparison },
): void {
  if (xero.length !== twin.length) {
    into.differences.add(`${place}: ${twin.length < xero.length ? 'fewer' : 'more'} elements`);
    return;
  }
  const keys = UNORDERED[place.split('.').at(-1) ?? ''];
  const ours = sortedBy(twin, keys);
  for (const [index, element] of sortedBy(xero, keys).entries()) {
    compare({ xero: element, twin: ours[index] }, `${place}[]`, into);
  }
}

function sortedBy(list: unknown[], keys: string[] | undefined): unknown[] {
  if (keys === undefined) return list;
  const textOf = (element: unknown) => JSON.stringify(element, [...keys, 'Option']);
  return list.toSorted((first, second) => (textOf(first) < textOf(second) ? -1 : 1));
}

function compareObjects(pair: Pair, place: string, into: AnswerComparison): void {
  const xero = pair.xero as Record<string, unknown>;
  const twin = pair.twin as Record<string, unknown>;
  for (const name of new Set([...Object.keys(xero), ...Object.keys(twin)])) {
    const at = place === '' ? name : `${place}.${name}`;
    if (!(name in twin)) into.differences.add(`${at}: absent`);
    else if (!(name in xero) && into.isCut === true) continue;
    else if (!(name in xero)) into.differences.add(`${at}: not in Xero's`);
    else compare({ xero: xero[name], twin: twin[name] }, at, into);
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** `UpdatedDateUTC`, `createdDateUtc`: when it was said or saved, not what. */
function isMoment(place: string): boolean {
  return /UTC$/i.test(place) || place === 'Id';
}

function formOf(value: unknown): string {
  return String(value)
    .replaceAll(/[0-9a-f]/gi, '0')
    .replaceAll(/0+/g, '0');
}

function isOtherId(ids: Map<string, string>, xero: string, twin: string): boolean {
  const known = ids.get(xero);
  if (known === undefined) ids.set(xero, twin);
  return known !== undefined && known !== twin;
}
