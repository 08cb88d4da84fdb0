import { GLOBAL_OPTIONS } from './arguments.ts';
import type { Command, OptionSpec } from './command.ts';
import { COMMANDS } from './commands.ts';
import { formatFacts } from './text-table.ts';

/** The list of all commands, or of those that start with a word. */
export function formatOverview(firstWord: string | undefined): string {
  const shown = COMMANDS.filter(
    ({ name }) => firstWord === undefined || name.split(' ')[0] === firstWord,
  );
  if (shown.length === 0) return formatOverview(undefined);
  const groups = [...new Set(shown.map(({ group }) => group))].map((group) => {
    const members = shown.filter((command) => command.group === group);
    return `${group}\n${indent(formatFacts(members.map((one) => [one.name, one.summary])))}`;
  });
  return [
    "tieout posts a lender's sub-ledger to Xero and proves that it arrived, to the cent.",
    'Usage: tieout COMMAND [options]',
    ...groups,
    `Every command takes\n${indent(formatOptions(GLOBAL_OPTIONS))}`,
    '"tieout COMMAND --help" says more about one command.',
  ].join('\n\n');
}

/** What one command does and takes. */
export function formatHelp({ name, summary, about, operands, options }: Command): string {
  const given = operands.map((operand) => ` ${operand.name}`).join('');
  const taken = Object.entries(options).map(([option, spec]) => ` ${usageOf(option, spec)}`);
  return [
    `tieout ${name}: ${summary}`,
    `Usage: tieout ${name}${given}${taken.join('')}`,
    about,
    ...(operands.length === 0
      ? []
      : [indent(formatFacts(operands.map((operand) => [operand.name, operand.about])))]),
    ...(taken.length === 0 ? [] : [`Options\n${indent(formatOptions(options))}`]),
    `Every command takes\n${indent(formatOptions(GLOBAL_OPTIONS))}`,
  ].join('\n\n');
}

function usageOf(option: string, { value, isRequired }: OptionSpec): string {
  const written = value === undefined ? `--${option}` : `--${option} ${value}`;
  return isRequired ? written : `[${written}]`;
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
