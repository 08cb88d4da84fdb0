import { ACCOUNTING_PREFIX } from '../contract/endpoints.ts';

/** Query parameters; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The path of an accounting resource; ids in it are encoded here. */
export function accountingPath(resource: string, ...segments: string[]): string {
  return [`${ACCOUNTING_PREFIX}${resource}`, ...segments.map(encodeURIComponent)].join('/');
}

/** A path with its query; blanks are sent as `%20`. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** A path as it is shown to people. */
export function withoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? path;
}
