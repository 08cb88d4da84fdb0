import { GLOBAL_OPTIONS } from './arguments.ts';
import { type Command, done, type OptionSpec, type Report } from './command.ts';
import { COMMANDS } from './commands.ts';
import { formatFacts } from './text-table.ts';

/** What one command does and takes; without one the list of all, or of those of a first word. */
export function helpOn(command: Command | undefined, firstWord: string | undefined): Report {
  if (command !== undefined) {
    const { name, summary, about, operands, options } = command;
    const json = { command: name, usage: usageOf(command), summary, about, operands };
    return done({ ...json, options: optionsJson(options) }, formatHelp(command));
  }
  const begun = COMMANDS.filter(({ name }) => name.split(' ')[0] === firstWord);
  const shown = begun.length > 0 ? begun : COMMANDS;
  const commands = shown.map(({ name, group, summary }) => ({ name, group, summary }));
  return done({ commands, options: optionsJson(GLOBAL_OPTIONS) }, formatOverview(shown));
}

function formatOverview(shown: readonly Command[]): string {
  const groups = [...new Set(shown.map(({ group }) => group))].map((group) => {
    const members = shown.filter((command) => command.group === group);
    return `${group}\n${indent(formatFacts(members.map((one) => [one.name, one.summary])))}`;
  });
  return [
    "tieout posts a lender's sub-ledger to Xero and proves that it arrived, to the cent.",
    'Usage: tieout COMMAND [options]',
    ...(shown.length === COMMANDS.length ? [USUAL_WAY] : []),
    ...groups,
    `Every command takes\n${indent(formatOptions(GLOBAL_OPTIONS))}`,
    '"tieout COMMAND --help" says more about one command.',
  ].join('\n\n');
}

const USUAL_WAY = `The usual way: config apply, connect, verify; then each time: import accounts, import transactions,
export plan, export send, tie-out. "tieout demo" shows all of it without Xero.`;

function formatHelp(command: Command): string {
  const { name, summary, about, operands, options } = command;
  return [
    `tieout ${name}: ${summary}`,
    `Usage: ${usageOf(command)}`,
    about,
    ...(operands.length === 0
      ? []
      : [indent(formatFacts(operands.map((operand) => [operand.name, operand.about])))]),
    ...(Object.keys(options).length === 0 ? [] : [`Options\n${indent(formatOptions(options))}`]),
    `Every command takes\n${indent(formatOptions(GLOBAL_OPTIONS))}`,
  ].join('\n\n');
}

const USAGE_COLUMNS = 100;

/** In as many lines as it takes, each option whole. */
function usageOf({ name, operands, options }: Command): string {
  const taken = Object.entries(options).map(([option, { value, isRequired }]) => {
    const written = value === undefined ? `--${option}` : `--${option} ${value}`;
    return isRequired ? written : `[${written}]`;
  });
  const lines = [['tieout', name, ...operands.map((operand) => operand.name)].join(' ')];
  for (const option of taken) {
    const longer = `${lines.at(-1)} ${option}`;
    if (longer.length > USAGE_COLUMNS) lines.push(`  ${option}`);
    else lines.splice(-1, 1, longer);
  }
  return lines.join('\n');
}

function optionsJson(options: Readonly<Record<string, OptionSpec>>) {
  return Object.entries(options).map(([option, { value = null, about, isRequired = false }]) => {
    return { name: `--${option}`, value, about, isRequired };
  });
}

function formatOptions(options: Readonly<Record<string, OptionSpec>>): string {
  return formatFacts(
    Object.entries(options).map(([option, { value, about }]) => [
      value === undefined ? `--${option}` : `--${option} ${value}`,
      about,
    ]),
  );
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
