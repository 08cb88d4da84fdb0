import type { Transaction } from 'kysely';
import type { Catalog } from '../domain/catalog.ts';
import type { Layout } from '../domain/layout.ts';
import { problem } from '../domain/problem.ts';
import { journalLineCheck } from '../ingest/check-journal-line.ts';
import { loanAccountCheck } from '../ingest/check-loan-account.ts';
import { transactionCheck } from '../ingest/check-transaction.ts';
import { checkedRows } from '../ingest/checked-rows.ts';
import type { Fields } from '../ingest/fields.ts';
import { FileFault } from '../ingest/file-fault.ts';
import type { ProblemList } from '../ingest/problem-list.ts';
import type { Reference } from '../ingest/reference.ts';
import { loadSettings } from '../store/catalog-reader.ts';
import type { Loading } from '../store/imports.ts';
import { accountLoader } from '../store/loading/accounts.ts';
import { journalLoader } from '../store/loading/journals.ts';
import type { LoadedTotals, Loader, LoadingContext } from '../store/loading/loader.ts';
import { loadLoanAccounts } from '../store/loading/loan-accounts.ts';
import { transactionLoader } from '../store/loading/transactions.ts';
import type { Database } from '../store/schema.ts';
import { findBookCurrency } from './book-currency.ts';
import { hashing } from './content-hash.ts';
import { readingFault } from './file-faults.ts';
import type { ImportOptions } from './import-request.ts';

export interface LoadInput {
  readonly loading: Loading;
  readonly layout: Layout | undefined;
  readonly catalog: Catalog;
  /** SHA-256 of the file before it was read. */
  readonly hash: string;
  readonly problems: ProblemList;
}

export interface LoadedFile {
  /** Rows read, good or bad. */
  readonly rows: number;
  readonly totals: Readonly<LoadedTotals>;
  accept(tx: Transaction<Database>): Promise<void>;
}

/** Reads the file, checks each row and keeps the good ones where nobody sees them yet. */
export async function loadFile(options: ImportOptions, input: LoadInput): Promise<LoadedFile> {
  const { kind, store } = options;
  const { problems, catalog } = input;
  const bookCurrency = await findBookCurrency(store.reader, options.act.mode);
  const reference: Reference = {
    catalog,
    loanAccounts: kind === 'transactions' ? await loadLoanAccounts(store.reader) : new Map(),
    useGst: (await loadSettings(store.reader)).useGst,
    bookCurrency,
  };
  const context = loadingContext(options, input, bookCurrency);
  const given = { options, input };
  if (kind === 'accounts') {
    const checkFor = (fields: Fields) => loanAccountCheck(fields, reference, problems);
    return run({ ...given, checkFor, loader: accountLoader(context) });
  }
  if (kind === 'journals') {
    const checkFor = (fields: Fields) => journalLineCheck(fields, reference, problems);
    return run({ ...given, checkFor, loader: journalLoader(context) });
  }
  const checkFor = (fields: Fields) => transactionCheck(fields, reference, problems);
  return run({ ...given, checkFor, loader: transactionLoader(context) });
}

function loadingContext(
  options: ImportOptions,
  input: LoadInput,
  bookCurrency: string | undefined,
): LoadingContext {
  const { store, act, clock } = options;
  const { loading, problems, catalog } = input;
  let names: Map<number, string> | undefined;
  return {
    store,
    act,
    clock,
    loading,
    report: (found) => problems.add(found),
    bookCurrency,
    isSpoiled: (id) => problems.isSpoiled(id),
    nameOf(itemId) {
      names ??= new Map(
        Object.values(catalog).flatMap((list) =>
          [...list].map(([key, item]): [number, string] => [item.itemId, key]),
        ),
      );
      return names.get(itemId) ?? '';
    },
  };
}

interface Run<Row> {
  readonly options: ImportOptions;
  readonly input: LoadInput;
  readonly checkFor: (fields: Fields) => (cells: readonly string[]) => Row | undefined;
  readonly loader: Loader<Row>;
}

const ROWS_AT_ONCE = 4_000;

async function run<Row>({ options, input, checkFor, loader }: Run<Row>): Promise<LoadedFile> {
  const { kind, file } = options;
  const { layout, problems } = input;
  const source = hashing(file.read());
  const progress = { bytes: 0, rows: 0 };
  const bytes = counted(source.bytes, file.name, (more) => {
    progress.bytes += more;
    options.onProgress?.(progress.bytes, file.bytesTotal, progress.rows);
  });
  let waiting: Row[] = [];
  const flush = async () => {
    if (waiting.length > 0) await loader.take(waiting);
    waiting = [];
  };
  const reading = { fileName: file.name, bytes, kind, layout, problems, checkFor };
  for await (const batch of checkedRows(reading)) {
    progress.rows += batch.read;
    for (const row of batch.good) waiting.push(row);
    if (waiting.length >= ROWS_AT_ONCE) await flush();
  }
  await flush();
  await loader.finish();
  reportChange(options, input, source.digest());
  return { rows: progress.rows, totals: loader.totals, accept: (tx) => loader.accept(tx) };
}

/** Tells how many bytes pass; a file that can be read no further is a fault of the file. */
async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  fileName: string,
  onBytes: (more: number) => void,
): AsyncGenerator<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw new FileFault('file.not_readable', { file: fileName, reason: readingFault(error) });
    });
    if (next.done === true) return;
    onBytes(next.value.length);
    yield next.value;
  }
}

/** A file that was not read to its end has problems of its own already. */
function reportChange({ file }: ImportOptions, { problems, hash }: LoadInput, read: string): void {
  if (problems.count === 0 && read !== hash) {
    problems.add(problem('file.changed_while_read', { file: file.name }));
  }
}
