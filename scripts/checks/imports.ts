import { type FolderRule, IMPORT_TABLE, NODE_WITHOUT_EFFECT } from '../import-table.ts';
import type { Breach, SourceFile } from '../source-files.ts';
import { isProduct } from '../source-files.ts';
import { type ImportUse, syntaxOf } from '../syntax.ts';
import { folderOf, packageOf, targetOf } from './folders.ts';

const TABLE = 'see the import table in scripts/import-table.ts';

/** Every import of product code against the import table. */
export function checkImports(files: readonly SourceFile[]): Breach[] {
  const dependencies = dependenciesOf(files);
  return files.filter(isProduct).flatMap((file) => {
    const folder = folderOf(file.path);
    const rule = folder === undefined ? undefined : IMPORT_TABLE[folder];
    if (folder === undefined || rule === undefined) return [outsideTable(file.path)];
    const importer: Importer = { path: file.path, folder, rule, dependencies };
    return syntaxOf(file).imports.flatMap((use) => {
      const fault = faultOf(importer, use);
      return fault === undefined ? [] : [{ path: file.path, line: use.line, ...fault }];
    });
  });
}

interface Importer {
  readonly path: string;
  readonly folder: string;
  readonly rule: FolderRule;
  readonly dependencies: ReadonlySet<string>;
}

type Fault = Pick<Breach, 'what' | 'remedy'>;

function outsideTable(path: string): Breach {
  return {
    path,
    line: 1,
    what: 'lies in no folder of the import table',
    remedy: 'move it into a folder of the table, or give its folder a row in the table',
  };
}

function faultOf(importer: Importer, use: ImportUse): Fault | undefined {
  if (use.specifier === undefined) {
    return { what: 'imports a computed path', remedy: 'write the path as plain text' };
  }
  if (use.kind === 'url') return undefined;
  const target = targetOf(importer.path, use.specifier);
  if (target !== undefined) return fileFault(importer, use, target);
  if (use.specifier.startsWith('node:')) return nodeFault(importer, use, use.specifier);
  return packageFault(importer, packageOf(use.specifier));
}

function fileFault(importer: Importer, use: ImportUse, target: string): Fault | undefined {
  const { folder, rule } = importer;
  const other = folderOf(target);
  if (other === undefined) {
    return { what: `imports ${target}, outside src`, remedy: 'move what is shared into src' };
  }
  if (/\.test\.tsx?$/.test(target)) {
    return { what: `imports the test ${target}`, remedy: 'move what is shared out of the test' };
  }
  if (other === folder || rule.from.includes(other)) return undefined;
  if (rule.typesFrom?.includes(other)) {
    if (use.kind === 'type') return undefined;
    return {
      what: `${folder} takes a value from ${other} (${target})`,
      remedy: `use "import type" and take the value as an argument; ${TABLE}`,
    };
  }
  if (rule.dynamicFrom?.includes(other)) {
    if (use.kind === 'dynamic') return undefined;
    return {
      what: `${folder} imports ${other} statically (${target})`,
      remedy: `use "await import(…)" where it is needed; ${TABLE}`,
    };
  }
  return {
    what: `${folder} may not import ${other} (${target})`,
    remedy: `take it as an argument or move the code; ${TABLE}`,
  };
}

function nodeFault({ folder, rule }: Importer, use: ImportUse, name: string): Fault | undefined {
  if (rule.node === 'all') return undefined;
  if (rule.node === 'none') {
    return {
      what: `${folder} may not use ${name}`,
      remedy: 'take what it gives as an argument, or move the code to a folder that may',
    };
  }
  const allowed = NODE_WITHOUT_EFFECT[name];
  const isAllowed =
    allowed === 'all' || (use.names.length > 0 && use.names.every((n) => allowed?.includes(n)));
  if (isAllowed) return undefined;
  return {
    what: `${folder} may not use ${use.names.join(', ')} of ${name}, which reaches outside`,
    remedy: 'take the effect as an argument, so that tests can wrap it with faults',
  };
}

function packageFault(importer: Importer, name: string): Fault | undefined {
  const { folder, rule, dependencies } = importer;
  if (rule.packages !== 'declared' && !rule.packages.includes(name)) {
    return { what: `${folder} may not use the npm package ${name}`, remedy: TABLE };
  }
  if (dependencies.has(name)) return undefined;
  return {
    what: `imports ${name}, which is not under "dependencies" of package.json`,
    remedy: 'declare it there; a module of Node is written with "node:"',
  };
}

function dependenciesOf(files: readonly SourceFile[]): ReadonlySet<string> {
  const text = files.find((file) => file.path === 'package.json')?.text ?? '{}';
  const manifest = JSON.parse(text) as { dependencies?: Record<string, string> };
  return new Set(Object.keys(manifest.dependencies ?? {}));
}
