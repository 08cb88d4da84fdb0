import type { App } from '../app.ts';
import type { AccountingDate } from '../domain/dates.ts';
import type { Problem } from '../domain/problem.ts';
import type { AllProblems } from './problem-text.ts';
import type { Progress } from './progress.ts';

/** An option of a command; without a value name it is a switch. */
export interface OptionSpec {
  /** What stands for the value in the help: DATE, ID. */
  readonly value?: string;
  readonly about: string;
  readonly isRequired?: true;
}

export interface Operand {
  readonly name: string;
  readonly about: string;
}

export type CommandGroup =
  | 'Try it'
  | 'Set up'
  | 'Bring data in'
  | 'Export'
  | 'Prove'
  | 'Keep safe'
  | 'Look up';

/** One thing that can be asked for at the command line. */
export interface Command {
  /** One or more words. */
  readonly name: string;
  readonly group: CommandGroup;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What it does, for somebody who keeps books and not computers. */
  readonly about: string;
  readonly operands: readonly Operand[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Commands that have nothing to do with real books. */
  readonly isTestOnly?: true;
  /** Forgets all that is sealed, before the key is looked at. */
  readonly forgetsSecrets?: true;
  /** Comes to an end between two calls to Xero when it is asked to stop. */
  readonly stopsGently?: true;
  /** What `--json` prints of an act that was stopped, beside its problems: every key, without a value. */
  readonly emptyJson: object;
  run(invocation: Invocation): Promise<Report>;
}

/** A command with what was given to it. */
export interface Invocation {
  /** The operand of that position; the parser made sure that it is there. */
  operand(position: number): string;
  text(option: string): string | undefined;
  required(option: string): string;
  has(option: string): boolean;
  /** Throws `WrongUsage` for anything but a day of the calendar. */
  date(option: string): AccountingDate;
  /** Throws `WrongUsage` for anything but a whole number from 0 to `most`. */
  number(option: string, most: number): number | undefined;
  readonly isJson: boolean;
  readonly progress: Progress;
  /** The folder that holds the books, for what works on closed ones. */
  dataFolder(): string;
  /** Opens the books, works, and closes them whatever happens. */
  withApp<T>(work: (app: App) => Promise<T>): Promise<T>;
  /** The same with embedded books in a folder of the command's own. */
  withAppIn<T>(dataFolder: string, work: (app: App) => Promise<T>): Promise<T>;
  /** Shows a line at once, for commands that then run on. */
  announce(json: object, text: string): void;
  /** Says something to people while the work goes on; never on standard output. */
  note(text: string): void;
  /** The next line of the input; undefined at its end. */
  ask(prompt: string, options?: { isHidden?: boolean }): Promise<string | undefined>;
  /** The next lines that come at once, as those of a page that is pasted. */
  askForPage(prompt: string): Promise<string | undefined>;
  /** A variable of the environment. */
  env(name: string): string | undefined;
  /** Resolves when somebody asks the program to stop. */
  untilStopped(): Promise<void>;
}

/** What a command has to say at its end. */
export interface Report {
  /** The one JSON document of `--json`; undefined where the command announced it before. */
  readonly json: object | undefined;
  /** The same for people; blank for nothing. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Where there are more than these. */
  readonly allProblems?: AllProblems;
  /** True for exit code 1. */
  readonly hasFailed: boolean;
}

/** A command line that makes no sense; ends in exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
  readonly suggestion: string;

  constructor(reason: string, suggestion: string) {
    super(reason);
    this.suggestion = suggestion;
  }
}

/** The end of an act that went well. */
export function done(json: object, text: string): Report {
  return { json, text, problems: [], hasFailed: false };
}

/** The keys of a good end, null or empty where there is no value. */
export type EmptyOf<Json> = { readonly [Key in keyof Json]-?: Json[Key] | null };

/** The end of an act that was stopped as a whole; the JSON has the same keys as of a good end. */
export function stopped(problems: readonly Problem[], json: object): Report {
  return { json: { ...json, problems }, text: '', problems, hasFailed: true };
}
