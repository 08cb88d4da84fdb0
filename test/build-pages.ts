import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = [
  'src/web',
  'src/api/contract',
  'src/domain',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds the pages anew where they are older than what they are made of. */
export function setup(): void {
  const built = join(ROOT, 'dist', 'web', 'index.html');
  const newest = Math.max(...SOURCES.map((path) => newestIn(join(ROOT, path))));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}

function newestIn(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
