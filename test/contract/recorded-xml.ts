import { readFileSync } from 'node:fs';
import { RECORDINGS } from './recordings.ts';

/** An element of a recorded XML answer: its text, its list, or its properties. */
export type XmlValue = string | XmlValue[] | { [name: string]: XmlValue };

/** Reads one of the older recordings, from the time when Xero spoke XML by default. */
export function readXml(name: string): { [name: string]: XmlValue } {
  const text = readFileSync(new URL(`${name}.xml`, RECORDINGS), 'utf8');
  const body = text.replace(/^.*?<\?xml[^>]*\?>/s, '').trim();
  return contentOf(body.replace(/^<\w+[^>]*>/, '').replace(/<\/\w+>$/, '')) as {
    [name: string]: XmlValue;
  };
}

/** Lists have children of the singular name, such as `Accounts` of `Account`. */
function contentOf(text: string): XmlValue {
  const children = childrenOf(text);
  if (children.length === 0) return unescaped(text.trim());
  const names = new Set(children.map(([name]) => name));
  if (names.size === 1 && LIST_ITEMS.has(children[0]?.[0] ?? '')) {
    return children.map(([, content]) => contentOf(content));
  }
  return Object.fromEntries(children.map(([name, content]) => [name, contentOf(content)]));
}

const LIST_ITEMS = new Set([
  ...['Account', 'Organisation', 'TaxRate', 'TaxComponent', 'TrackingCategory'],
  ...['Option', 'ManualJournal', 'JournalLine', 'Address', 'Phone', 'ValidationError'],
  ...['DataContractBase', 'Currency', 'User'],
]);

/** No element of these answers holds another of its own name. */
function childrenOf(text: string): [name: string, content: string][] {
  const pattern = /<(\w+)(?:\s[^>]*)?(?:\/>|>(.*?)<\/\1>)/gs;
  return [...text.matchAll(pattern)].map(([, name = '', content = '']) => [name, content]);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
