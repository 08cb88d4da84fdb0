/** Writes the import table into ARCHITECTURE.md, between its two markers. */
import type { GeneratedDocument } from './checks/documents.ts';
import { type FolderRule, IMPORT_TABLE } from './import-table.ts';
import { writeDocument } from './write-document.ts';

const BEGIN = '<!-- import table: written by npm run docs -->';
const END = '<!-- end of import table -->';

export const IMPORT_MAP: GeneratedDocument = { path: 'ARCHITECTURE.md', render: withImportTable };

/** The document with its import table brought up to date; without markers it stays as it is. */
export function withImportTable(current: string): string {
  const begin = current.indexOf(BEGIN);
  const end = current.indexOf(END);
  if (begin === -1 || end < begin) return `${current}\n${BEGIN}\n${table()}${END}\n`;
  return `${current.slice(0, begin)}${BEGIN}\n${table()}${current.slice(end)}`;
}

function table(): string {
  const rows = Object.entries(IMPORT_TABLE).map(([folder, rule]) => {
    const cells = [`\`${folder}\``, reachOf(rule), nodeOf(rule), packagesOf(rule)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| Folder | may import from `src/` | Node modules | npm packages |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function reachOf({ from, typesFrom = [], dynamicFrom = [] }: FolderRule): string {
  const parts = [
    from.map(quoted).join(', '),
    typesFrom.length > 0 ? `types of ${typesFrom.map(quoted).join(', ')}` : '',
    dynamicFrom.length > 0 ? `${dynamicFrom.map(quoted).join(', ')} by dynamic import` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('; ') : 'nothing';
}

function nodeOf({ node }: FolderRule): string {
  return { all: 'any', none: 'none', withoutEffect: 'those without an effect' }[node];
}

function packagesOf({ packages }: FolderRule): string {
  if (packages === 'declared') return 'declared ones';
  return packages.map(quoted).join(', ') || 'none';
}

function quoted(name: string): string {
  return `\`${name}\``;
}

if (import.meta.main) writeDocument(IMPORT_MAP);
