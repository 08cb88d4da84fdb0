/**
 * Who may import whom inside `src/`. The check of `npm run tidy` and the table in ARCHITECTURE.md
 * are both made from this object. It binds product code; tests beside the code may import anything.
 * A worker entry file (`worker.ts`, `*-worker.ts`) counts as `app`, wherever it lies.
 */
export interface FolderRule {
  /** Folders whose files it may import. */
  readonly from: readonly string[];
  /** Folders of which it may name types only: the values come in as arguments. */
  readonly typesFrom?: readonly string[];
  /** Folders it may reach by dynamic import only. */
  readonly dynamicFrom?: readonly string[];
  /** Which modules of Node: all, none, or only those without an effect on the outside world. */
  readonly node: 'all' | 'none' | 'withoutEffect';
  /** Which npm packages: any of the package's own dependencies, or just these. */
  readonly packages: 'declared' | readonly string[];
  /** True when clock, timers, randomness, network, console and process come in as arguments. */
  readonly isPure: boolean;
}

const PURE = { node: 'none', packages: ['zod'], isPure: true } as const;
const BY_ARGUMENT = { node: 'withoutEffect', isPure: true } as const;
const FREE = { node: 'all', packages: 'declared', isPure: false } as const;

export const IMPORT_TABLE: Readonly<Record<string, FolderRule>> = {
  domain: { from: [], ...PURE },
  'xero/contract': { from: [], ...PURE },
  'xero/client': { from: ['domain', 'xero/contract'], ...FREE },
  sqlite: { from: [], ...FREE },
  twin: { from: ['xero/contract', 'sqlite'], ...FREE },
  store: { from: ['domain', 'sqlite'], ...FREE },
  ingest: { from: ['domain'], packages: ['csv-parse'], ...BY_ARGUMENT },
  sample: { from: ['domain'], ...FREE },
  scripting: { from: ['domain'], ...FREE },
  export: {
    from: ['domain'],
    typesFrom: ['store', 'xero/client'],
    packages: [],
    ...BY_ARGUMENT,
  },
  tasks: {
    from: ['domain', 'export', 'ingest', 'sample', 'scripting', 'store', 'xero/client'],
    ...FREE,
  },
  'api/contract': { from: ['domain'], ...PURE },
  'api/routes': { from: ['api/contract', 'domain', 'store', 'tasks'], ...FREE },
  web: { from: ['api/contract', 'domain'], node: 'none', packages: 'declared', isPure: false },
  cli: { from: ['app', 'domain', 'tasks'], ...FREE },
  app: {
    from: [
      'api/contract',
      'api/routes',
      'domain',
      'export',
      'ingest',
      'sample',
      'scripting',
      'sqlite',
      'store',
      'tasks',
      'xero/client',
      'xero/contract',
    ],
    dynamicFrom: ['twin'],
    ...FREE,
  },
};

/** Modules of Node that compute and touch nothing; where names stand, only those names. */
export const NODE_WITHOUT_EFFECT: Readonly<Record<string, 'all' | readonly string[]>> = {
  'node:assert': 'all',
  'node:buffer': 'all',
  'node:crypto': ['createHash', 'Hash'],
  'node:events': 'all',
  'node:path': 'all',
  'node:stream': 'all',
  'node:stream/promises': 'all',
  'node:string_decoder': 'all',
  'node:url': 'all',
  'node:util': 'all',
  'node:zlib': 'all',
};

/** Files that something else starts, so that no file imports them. */
export const ENTRY_POINTS: readonly string[] = [
  'src/cli/main.ts',
  'src/web/main.tsx',
  'test/build-pages.ts',
];
