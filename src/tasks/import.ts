import { createHash } from 'node:crypto';
import type { Layout } from '../domain/layout.ts';
import { formatCents, ZERO_CENTS } from '../domain/money.ts';
import { problem } from '../domain/problem.ts';
import { type ProblemList, problemList } from '../ingest/problem-list.ts';
import type { SourceFile } from '../ingest/source-file.ts';
import { loadCatalog } from '../store/catalog-reader.ts';
import {
  acceptImport,
  alreadyRunning,
  beginImport,
  findSameImport,
  findUnfinishedImport,
  type KnownImport,
  type Loading,
} from '../store/imports.ts';
import { removeImport } from '../store/imports-removal.ts';
import { withLoadingCache } from '../store/loading/loading-cache.ts';
import { Refusal } from '../store/refusal.ts';
import { inBoundedMemory } from './bounded-memory.ts';
import { contentHash } from './content-hash.ts';
import { readingFault } from './file-faults.ts';
import { importOwner } from './import-owner.ts';
import type { ImportOptions, ImportResult } from './import-request.ts';
import { type LoadedFile, type LoadInput, loadFile } from './load-file.ts';

/** Takes a file in, all or nothing. */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  const { store, kind, file } = options;
  const problems = problemList(options.problemSink);
  const catalog = await loadCatalog(store.reader);
  const layout = findLayout(options, catalog.layouts, problems);
  const hash = problems.count > 0 ? undefined : await hashOf(file, problems);
  if (hash === undefined) return refused(problems, 0);
  const layoutName = layoutNameOf(layout);
  const same = await findSameImport(store.reader, { kind, layout: layoutName, contentHash: hash });
  if (same !== undefined) return sameResult(same);
  const loading = await begin(options, { layout: layoutName, hash, problems });
  if (loading === undefined) return refused(problems, 0);
  return inBoundedMemory(() =>
    withLoadingCache(store, () => load(options, { loading, layout, catalog, hash, problems })),
  );
}

const NOTHING: ImportResult = {
  importId: null,
  rows: 0,
  accepted: 0,
  unchanged: 0,
  sameAs: null,
  debits: formatCents(ZERO_CENTS),
  credits: formatCents(ZERO_CENTS),
  problems: [],
  problemCount: 0,
};

/** The file is kept already, whole. */
function sameResult({ importId, rows }: KnownImport): ImportResult {
  return { ...NOTHING, rows, unchanged: rows, sameAs: importId };
}

function refused(problems: ProblemList, rows: number): ImportResult {
  return { ...NOTHING, rows, problems: problems.first(), problemCount: problems.count };
}

function findLayout(
  { kind, layout: name }: ImportOptions,
  layouts: ReadonlyMap<string, Layout>,
  problems: ProblemList,
): Layout | undefined {
  if (name === undefined || name === '') return undefined;
  const layout = layouts.get(name);
  if (layout === undefined) {
    const known = [...layouts.keys()].join(', ') || 'there is none yet';
    problems.add(problem('layout.unknown', { layout: name, known }));
  } else if (layout.for !== kind) {
    problems.add(problem('layout.wrong_kind', { layout: name, for: layout.for, kind }));
  }
  return layout;
}

/** A layout that has been changed reads the same file anew. */
function layoutNameOf(layout: Layout | undefined): string {
  if (layout === undefined) return '';
  const digest = createHash('sha256').update(JSON.stringify(layout)).digest('hex');
  return `${layout.name} ${digest.slice(0, 8)}`;
}

async function hashOf(file: SourceFile, problems: ProblemList): Promise<string | undefined> {
  try {
    return await contentHash(file.read());
  } catch (error) {
    const reason = readingFault(error);
    problems.add(problem('file.not_readable', { file: file.name, reason }));
    return undefined;
  }
}

/** Removes what a dead import left, then opens ours. */
async function begin(
  options: ImportOptions,
  asked: { layout: string; hash: string; problems: ProblemList },
): Promise<Loading | undefined> {
  const { store, act, clock, kind, file, owner = importOwner() } = options;
  const unfinished = await findUnfinishedImport(store.reader);
  if (unfinished !== undefined) {
    if (owner.isAlive(unfinished.loading.owner, unfinished.heartbeatAt, clock.now())) {
      asked.problems.add(alreadyRunning(unfinished));
      return undefined;
    }
    await removeImport(store, act, unfinished.loading);
  }
  const begun = await beginImport(store, act, {
    kind,
    fileName: file.name,
    layout: asked.layout,
    contentHash: asked.hash,
    owner: owner.name,
    isDryRun: options.dryRun,
  });
  if (begun.ok) return begun.value;
  for (const found of begun.problems) asked.problems.add(found);
  return undefined;
}

/** Loads, then either accepts all or removes all. */
async function load(options: ImportOptions, input: LoadInput): Promise<ImportResult> {
  const { store, act, dryRun } = options;
  const { loading, problems } = input;
  try {
    const loaded = await loadFile(options, input);
    const isGood = problems.count === 0 && !dryRun;
    const same = isGood ? await accept(options, input, loaded) : undefined;
    const isAccepted = isGood && same === undefined;
    if (!isAccepted) await removeImport(store, act, loading);
    if (problems.count > 0) return refused(problems, loaded.rows);
    if (same !== undefined) return sameResult(same);
    const importId = isAccepted ? loading.importId : null;
    return { ...NOTHING, ...figuresOf(loaded), importId };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      await removeImport(store, act, loading);
      throw error;
    }
    problems.add(error.problem);
    const isOurs = error.problem.code !== 'import.lost';
    // What cannot be removed now is removed by the next import, once we are gone.
    if (isOurs) await removeImport(store, act, loading).catch(() => undefined);
    return refused(problems, 0);
  }
}

function figuresOf({ rows, totals }: LoadedFile): Partial<ImportResult> {
  const { accepted, unchanged, debits, credits } = totals;
  return { rows, accepted, unchanged, debits: formatCents(debits), credits: formatCents(credits) };
}

/** Unless another program took the same file meanwhile: gives its import then. */
async function accept(
  { store, act, clock, kind }: ImportOptions,
  { loading, layout, hash: contentHash }: LoadInput,
  loaded: LoadedFile,
): Promise<KnownImport | undefined> {
  const content = { kind, layout: layoutNameOf(layout), contentHash };
  const totals = { ...loaded.totals, rows: loaded.rows };
  return store.transact(act, async (tx, audit) => {
    const same = await findSameImport(tx, content);
    if (same !== undefined) {
      await audit('import.same', String(loading.importId), { as: same.importId });
      return same;
    }
    await loaded.accept(tx);
    await acceptImport({ tx, audit }, loading, { totals, at: clock.now() });
    return undefined;
  });
}
