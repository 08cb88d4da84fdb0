import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedDocument } from './checks/documents.ts';

/** Brings one generated document up to date and says whether it changed. */
export function writeDocument({ path, render }: GeneratedDocument): void {
  const place = join(import.meta.dirname, '..', path);
  const current = existsSync(place) ? readFileSync(place, 'utf8') : '';
  const wanted = render(current);
  if (wanted !== current) writeFileSync(place, wanted);
  console.log(`${path}: ${wanted === current ? 'up to date' : 'written'}`);
}
