import { parseArgs } from 'node:util';
import { nearestWord } from '../domain/nearest-word.ts';
import { type Command, type OptionSpec, WrongUsage } from './command.ts';
import { COMMANDS } from './commands.ts';

/** Options that every command takes. */
export const GLOBAL_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  data: { value: 'DIR', about: 'folder that holds the books (default ./tieout-data)' },
  'database-url': {
    value: 'URL',
    about: 'PostgreSQL to keep the books in instead (or DATABASE_URL)',
  },
  mode: { value: 'MODE', about: 'production (default), or test: the twin instead of Xero' },
  json: { about: 'print one JSON document and nothing else' },
  help: { about: 'say what the command does' },
  version: { about: 'print the version of tieout' },
};

/** A command line taken apart. */
export interface ParsedArguments {
  /** Undefined where only help was asked for. */
  readonly command: Command | undefined;
  /** The words that stand before the operands. */
  readonly words: readonly string[];
  readonly operands: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** Takes a command line apart, options before or after the command. Throws `WrongUsage`. */
export function parseArguments(args: readonly string[]): ParsedArguments {
  const { positionals, tokens } = cutIntoTokens(args);
  const options = tokens.filter((token) => token.kind === 'option');
  const isHelp = options.some(({ name }) => ['help', 'h', 'version'].includes(name));
  const command = findCommand(positionals);
  const words = command?.name.split(' ') ?? positionals;
  if (command === undefined && !isHelp) throw unknownCommand(positionals);
  const texts = new Map<string, string>();
  const switches = new Set<string>();
  for (const { name, rawName, value } of options) {
    if (name === 'h') continue;
    const spec = specOf(command, rawName, name);
    if (texts.has(name) || switches.has(name)) {
      throw new WrongUsage(`${rawName} is given twice.`, 'Give it once.');
    }
    if (spec.value === undefined) switches.add(withoutValue(name, rawName, value));
    else texts.set(name, withValue(rawName, value, spec.value));
  }
  const operands = positionals.slice(words.length);
  if (command !== undefined && !isHelp) checkComplete(command, operands, texts);
  if (options.some(({ name }) => name === 'h')) switches.add('help');
  return { command, words, operands, texts, switches };
}

/** The command that a command line means, whatever else is wrong with it. */
export function commandIn(args: readonly string[]): Command | undefined {
  return findCommand(cutIntoTokens(args).positionals);
}

function cutIntoTokens(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: parserOptions(),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
}

/** One table for all commands, since an option may stand before the command that it belongs to. */
function parserOptions() {
  const all = [GLOBAL_OPTIONS, ...COMMANDS.map(({ options }) => options)].flatMap((options) =>
    Object.entries(options),
  );
  const kinds = all.map(([name, { value }]) => {
    return [name, { type: value === undefined ? 'boolean' : 'string' } as const] as const;
  });
  return { ...Object.fromEntries(kinds), h: { type: 'boolean', short: 'h' } as const };
}

function findCommand(positionals: readonly string[]): Command | undefined {
  return COMMANDS.find(({ name }) =>
    name.split(' ').every((word, index) => positionals[index] === word),
  );
}

function unknownCommand([first, second]: readonly string[]): WrongUsage {
  if (first === undefined) return new WrongUsage('No command is given.', SEE_HELP);
  const names = COMMANDS.map(({ name }) => name);
  const begun = names.filter((name) => name.startsWith(`${first} `));
  if (begun.length > 0) return unknownEnding(first, second, begun);
  const nearest = nearestWord(`${first} ${second ?? ''}`, names) ?? nearestWord(first, names);
  const suggestion = nearest === undefined ? SEE_HELP : `Did you mean "tieout ${nearest}"?`;
  return new WrongUsage(`There is no command "${first}".`, suggestion);
}

/** The first word of a command is right, what follows is not. */
function unknownEnding(
  first: string,
  second: string | undefined,
  begun: readonly string[],
): WrongUsage {
  const list = begun.map((name) => `"tieout ${name}"`).join(', ');
  if (second === undefined) {
    return new WrongUsage(`"${first}" alone is no command.`, `Use one of: ${list}.`);
  }
  const endings = begun.map((name) => name.slice(first.length + 1));
  const nearest = nearestWord(second, endings);
  const suggestion =
    nearest === undefined ? `Use one of: ${list}.` : `Did you mean "tieout ${first} ${nearest}"?`;
  return new WrongUsage(`There is no command "${first} ${second}".`, suggestion);
}

const SEE_HELP = '"tieout --help" lists the commands.';

function specOf(command: Command | undefined, rawName: string, name: string): OptionSpec {
  const known = { ...GLOBAL_OPTIONS, ...command?.options };
  const spec = Object.hasOwn(known, name) ? known[name] : undefined;
  if (spec !== undefined) return spec;
  const owner = command === undefined ? 'tieout' : `"tieout ${command.name}"`;
  const nearest = nearestWord(name, Object.keys(known));
  const suggestion =
    nearest === undefined ? `${owner} --help lists the options.` : `Did you mean --${nearest}?`;
  throw new WrongUsage(`${owner} has no option ${rawName}.`, suggestion.replaceAll('"', ''));
}

function withoutValue(name: string, rawName: string, value: string | undefined): string {
  if (value === undefined) return name;
  throw new WrongUsage(`${rawName} takes no value.`, `Write ${rawName} alone.`);
}

function withValue(rawName: string, value: string | undefined, valueName: string): string {
  if (value !== undefined && value !== '' && !value.startsWith('--')) return value;
  throw new WrongUsage(`${rawName} has no value.`, `Write ${rawName} ${valueName}.`);
}

function checkComplete(
  command: Command,
  operands: readonly string[],
  texts: ReadonlyMap<string, string>,
): void {
  const help = `See "tieout ${command.name} --help".`;
  const missing = command.operands[operands.length];
  if (missing !== undefined) throw new WrongUsage(`${missing.name} is missing.`, help);
  const extra = operands[command.operands.length];
  if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`, help);
  for (const [name, { isRequired, value }] of Object.entries(command.options)) {
    if (!isRequired || texts.has(name)) continue;
    throw new WrongUsage(`--${name} ${value ?? ''} is missing.`, help);
  }
}
