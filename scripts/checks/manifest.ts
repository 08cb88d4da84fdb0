import type { Breach, SourceFile } from '../source-files.ts';

interface Manifest {
  readonly [group: string]: unknown;
}

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Versions in package.json that are not pinned exactly. */
export function checkPins(files: readonly SourceFile[]): Breach[] {
  const file = files.find(({ path }) => path === 'package.json');
  if (file === undefined) return [];
  const manifest = JSON.parse(file.text) as Manifest;
  return GROUPS.flatMap((group) => Object.entries(manifest[group] ?? {}))
    .filter(([, version]) => !EXACT.test(String(version)))
    .map(([name, version]) => ({
      path: file.path,
      line: lineOf(file, `"${name}"`),
      what: `${name} is "${version}", not one exact version`,
      remedy: 'write the version that package-lock.json holds',
    }));
}

/** Locked packages that run a script at install, name a host, or are not whole. */
export function checkLock(files: readonly SourceFile[]): Breach[] {
  const file = files.find(({ path }) => path === 'package-lock.json');
  if (file === undefined) return [];
  const { packages } = JSON.parse(file.text) as { packages: Record<string, LockedPackage> };
  return Object.entries(packages)
    .filter(([name]) => name !== '')
    .flatMap(([name, locked]) =>
      lockFaults(locked).map((fault) => ({
        path: file.path,
        line: lineOf(file, `"${name}"`),
        what: `${name} ${fault.what}`,
        remedy: fault.remedy,
      })),
    );
}

function lockFaults(locked: LockedPackage): Pick<Breach, 'what' | 'remedy'>[] {
  const faults: Pick<Breach, 'what' | 'remedy'>[] = [];
  if (locked.hasInstallScript === true) {
    faults.push({ what: 'has an install script', remedy: 'choose a package without one' });
  }
  if (locked.resolved !== undefined) {
    faults.push({
      what: 'names its host',
      remedy: 'keep omit-lockfile-registry-resolved in .npmrc',
    });
  }
  if (locked.version === undefined || locked.integrity === undefined) {
    faults.push({
      what: 'has no version or no digest, so that npm ci would fail',
      remedy: 'choose a version whose packages for every platform are published',
    });
  }
  return faults;
}

function lineOf(file: SourceFile, text: string): number {
  return file.text.slice(0, Math.max(0, file.text.indexOf(text))).split('\n').length;
}
