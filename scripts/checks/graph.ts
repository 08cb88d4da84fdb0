import { ENTRY_POINTS } from '../import-table.ts';
import type { Breach, SourceFile } from '../source-files.ts';
import { isProduct } from '../source-files.ts';
import { syntaxOf } from '../syntax.ts';
import { targetOf } from './folders.ts';

/** Files that reach themselves through their imports, each cycle named once. */
export function checkCycles(files: readonly SourceFile[]): Breach[] {
  const edges = edgesOf(files);
  const done = new Set<string>();
  const breaches: Breach[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt !== -1) breaches.push(cycle([...trail.slice(seenAt), path]));
    if (seenAt !== -1 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next.target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return breaches;

  function cycle(trail: readonly string[]): Breach {
    const [path = '', next] = trail;
    return {
      path,
      line: edges.get(path)?.find((edge) => edge.target === next)?.line ?? 1,
      what: `imports itself: ${trail.join(' -> ')}`,
      remedy: 'move what both need into a file of its own; types count too',
    };
  }
}

/** Product files that no product file reaches. */
export function checkOrphans(files: readonly SourceFile[]): Breach[] {
  const reached = new Set([...edgesOf(files).values()].flat().map((edge) => edge.target));
  return files
    .filter((file) => isProduct(file) && file.path.endsWith('.d.ts') === false)
    .filter((file) => !reached.has(file.path) && !ENTRY_POINTS.includes(file.path))
    .map((file) => ({
      path: file.path,
      line: 1,
      what: 'no product file imports it',
      remedy: 'wire it in or delete it; what only tests need lies in test/',
    }));
}

interface Edge {
  readonly target: string;
  readonly line: number;
}

function edgesOf(files: readonly SourceFile[]): Map<string, Edge[]> {
  return new Map(files.filter(isProduct).map((file) => [file.path, edgesFrom(file)]));
}

function edgesFrom(file: SourceFile): Edge[] {
  return syntaxOf(file).imports.flatMap(({ specifier, line }) => {
    const target = targetOf(file.path, specifier ?? '');
    return target === undefined || target === file.path ? [] : [{ target, line }];
  });
}
