import { type App, type AppOptions, openApp, refusedProblem } from '../app.ts';
import { parseDate } from '../domain/dates.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import { programVersion } from '../tasks/program-version.ts';
import { commandIn, type ParsedArguments, parseArguments } from './arguments.ts';
import {
  type Command,
  done,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from './command.ts';
import { toJson } from './figures.ts';
import { helpOn } from './help.ts';
import { formatProblems } from './problem-text.ts';
import { MACHINE_PROGRESS_TIME, type Progress, progressOn } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { showingOnly } from './visible-text.ts';

export type ExitCode = 0 | 1 | 2;

/** Runs one command line. 0 done, 1 a problem stopped it, 2 it made no sense. */
export async function runCommandLine(args: readonly string[], given: Terminal): Promise<ExitCode> {
  const isJson = args.includes('--json');
  const progress = progressOn(given, MACHINE_PROGRESS_TIME);
  const terminal = isJson ? given : showingOnly(given);
  try {
    const parsed = parseArguments(args);
    const { command } = parsed;
    if (parsed.switches.has('version')) {
      const version = programVersion();
      return show(done({ version }, version), isJson, terminal);
    }
    if (command === undefined || parsed.switches.has('help')) {
      return show(helpOn(command, parsed.words[0]), isJson, terminal);
    }
    const report = await command.run(invocationOf({ command, parsed, terminal, progress }));
    progress.clear();
    return show(report, isJson, terminal);
  } catch (error) {
    progress.clear();
    const empty = commandIn(args)?.emptyJson ?? {};
    if (error instanceof WrongUsage) {
      const { message: reason, suggestion } = error;
      const found = problem('command_line.wrong_usage', { reason, suggestion });
      show(stopped([found], empty), isJson, terminal);
      return 2;
    }
    const found = refusedProblem(error) ?? unexpected(error, args, terminal);
    return show(stopped([found], empty), isJson, terminal);
  }
}

function show(report: Report, isJson: boolean, terminal: Terminal): ExitCode {
  const { json, text, problems, allProblems, hasFailed } = report;
  if (isJson && json !== undefined) terminal.out(`${toJson(json)}\n`);
  if (!isJson && text !== '') terminal.out(`${text}\n${problems.length > 0 ? '\n' : ''}`);
  if (!isJson && problems.length > 0) terminal.err(`${formatProblems(problems, allProblems)}\n`);
  return hasFailed ? 1 : 0;
}

function unexpected(error: unknown, args: readonly string[], { env, err }: Terminal): Problem {
  const given = error instanceof Error ? error : new Error(String(error));
  const withoutSecrets = (text: string) =>
    secretsIn(env, args).reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  if (env.TIEOUT_DEBUG === '1') err(`${withoutSecrets(given.stack ?? given.message)}\n`);
  return problem('program.unexpected_error', { reason: withoutSecrets(given.message) });
}

function secretsIn(env: Terminal['env'], args: readonly string[]): string[] {
  const addresses = [env.DATABASE_URL ?? '', ...args.map((word) => word.replace(/^--[\w-]+=/, ''))];
  const passwords = addresses.map((address) => URL.parse(address)?.password ?? '');
  const keys = env.TIEOUT_SEALING_KEY?.split(',') ?? [];
  const secrets = [env.TIEOUT_XERO_CLIENT_SECRET ?? '', ...keys, ...passwords];
  return secrets.map((secret) => secret.trim()).filter((secret) => secret !== '');
}

interface Given {
  readonly command: Command;
  readonly parsed: ParsedArguments;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

function invocationOf(given: Given): Invocation {
  const { parsed, terminal, progress } = given;
  const { operands, texts, switches } = parsed;
  const isJson = switches.has('json');
  const tellMode = modeTeller(given);
  return {
    isJson,
    progress,
    operand: (position) => operands[position] ?? '',
    text: (option) => texts.get(option),
    required: (option) => texts.get(option) ?? '',
    has: (option) => switches.has(option),
    date: (option) => {
      const date = parseDate(texts.get(option) ?? '');
      if (date !== undefined) return date;
      throw new WrongUsage(`--${option} ${texts.get(option)} is no date.`, 'Write YYYY-MM-DD.');
    },
    number: (option, most) => wholeNumber(option, texts.get(option), most),
    dataFolder: () => openingOf(given).dataFolder,
    withApp: (work) => withApp(openingOf(given), tellMode, work),
    withAppIn: (dataFolder, work) =>
      withApp({ ...openingOf(given), dataFolder, databaseUrl: undefined }, tellMode, work),
    announce: (json, text) => terminal.out(`${isJson ? toJson(json) : text}\n`),
    note: (text) => terminal.err(`${text}\n`),
    ask: (prompt, options) => terminal.keyboard.line(prompt, options),
    askForPage: (prompt) => terminal.keyboard.page(prompt),
    env: (name) => terminal.env[name],
    untilStopped: () => terminal.untilStopped(),
  };
}

function wholeNumber(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,12}$/.test(text) && Number(text) <= most) return Number(text);
  throw new WrongUsage(
    `--${option} ${text} is no whole number up to ${most}.`,
    'Write digits alone.',
  );
}

/** Says once, to people, that nothing of this is real. */
function modeTeller({ command, parsed, terminal }: Given): (mode: Mode) => void {
  let isTold = command.isTestOnly === true || parsed.switches.has('json');
  return (mode) => {
    if (mode === 'test' && !isTold) terminal.err('Test mode: the twin stands in for Xero.\n');
    isTold = true;
  };
}

/** The books that the command line names. */
function openingOf({ command, parsed, terminal }: Given): AppOptions {
  const { texts } = parsed;
  return {
    dataFolder: texts.get('data') ?? './tieout-data',
    databaseUrl: databaseUrlOf(texts.get('database-url') ?? terminal.env.DATABASE_URL),
    mode: modeOf(command, texts.get('mode')),
    actor: `os:${terminal.user}`,
    env: terminal.env,
    forgetsSecrets: command.forgetsSecrets === true,
    ...(command.stopsGently ? stoppingOn(terminal) : {}),
  };
}

/** Says at once that the wish to stop was heard: what is under way may take some seconds. */
function stoppingOn({ stopSignal, err }: Terminal): Pick<AppOptions, 'stop'> {
  const stop = stopSignal?.();
  if (stop === undefined) return {};
  stop.addEventListener('abort', () => err('Stopping: calls under way come to their end.\n'));
  return { stop };
}

async function withApp<T>(
  options: AppOptions,
  tellMode: (mode: Mode) => void,
  work: (app: App) => Promise<T>,
): Promise<T> {
  const app = await openApp(options);
  tellMode(app.mode);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

function modeOf({ name, isTestOnly }: Command, mode: string | undefined): Mode {
  if (mode !== undefined && mode !== 'production' && mode !== 'test') {
    throw new WrongUsage(`There is no mode "${mode}".`, 'Write production or test.');
  }
  if (isTestOnly && mode === 'production') {
    throw new WrongUsage(`"tieout ${name}" runs in test mode alone.`, 'Leave --mode out.');
  }
  return isTestOnly ? 'test' : (mode ?? 'production');
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new WrongUsage(
    'The address of the database is not one of PostgreSQL.',
    'Write postgresql://user@host/database in --database-url or DATABASE_URL.',
  );
}
