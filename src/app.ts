import { type BooksOptions, openBooks } from './app/books.ts';
import { type ServedApp, type ServeWanted, serveApp } from './app/serve.ts';
import { resetTwin, type ServedTwin, serveTwin, type TwinWanted } from './app/twin.ts';
import type { Outcome, Problem } from './domain/problem.ts';
import type { Mode } from './domain/settings.ts';
import { loadSettings } from './store/catalog-reader.ts';
import { Refusal } from './store/refusal.ts';
import type { TaskContext } from './tasks/task-context.ts';

export type { ServedApp } from './app/serve.ts';
export type { ServedTwin } from './app/twin.ts';

export interface AppOptions extends BooksOptions {
  /** What is asked for; forced test mode wins over it. */
  readonly mode: Mode;
}

export interface App extends TaskContext {
  readonly dataFolder: string;
  /** Serves the data folder's twin at a port of choice until it is closed. */
  serveTwin(wanted: TwinWanted): Promise<Outcome<ServedTwin>>;
  /** Serves the app for everybody who may sign in, each in a mode of their own. */
  serve(wanted: ServeWanted): Promise<Outcome<ServedApp>>;
  /** The same books and actor in another mode. */
  inMode(mode: Mode): TaskContext;
  close(): Promise<void>;
}

/** Opens the books and wires the parts. Throws a `Refusal` when the store cannot be opened. */
export async function openApp(options: AppOptions): Promise<App> {
  const books = await openBooks(options);
  const { forceTestMode } = await loadSettings(books.store.reader);
  const mode = forceTestMode ? 'test' : options.mode;
  const context = books.contextFor(options.actor, mode);
  return {
    ...context,
    dataFolder: options.dataFolder,
    serveTwin: async (wanted) => {
      if (wanted.isReset) await resetTwin(context.store, options.dataFolder, context.act());
      return serveTwin(context.store, options.dataFolder, wanted);
    },
    serve: (wanted) => serveApp(books, context.act(), wanted),
    inMode: (other) => books.contextFor(options.actor, other),
    close: books.close,
  };
}

/** The problem with which the store refused, or undefined for any other error. */
export function refusedProblem(error: unknown): Problem | undefined {
  return error instanceof Refusal ? error.problem : undefined;
}
