import type { Contact } from '../../domain/organisation.ts';
import type { Mode } from '../../domain/settings.ts';
import { type VerifyReport, verifyConnection } from '../../tasks/verify-connection.ts';
import type { VerifyLine } from '../../tasks/verify-line.ts';
import type { Command, EmptyOf, Invocation, Report } from '../command.ts';
import { countOf } from '../figures.ts';
import { formatProblems } from '../problem-text.ts';
import { formatTable } from '../text-table.ts';

const EMPTY: EmptyOf<VerifyReport> = { passed: false, mode: null, lines: [], contacts: [] };

export const verify: Command = {
  name: 'verify',
  group: 'Set up',
  summary: 'try everything that an export needs, and change nothing',
  about: `Signs in, shows the organisation, and looks whether the accounts, tax types, tracking options and
the default contact that the configuration names are there. Then it lists the contacts
with their ids, one of which is wanted as Default Contact. In test mode all of this is said
of the twin, and nothing of the real organisation. In production, connect first.`,
  operands: [],
  options: {
    entity: { value: 'E', about: 'the entity to verify (default: the global settings)' },
  },
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const entity = invocation.text('entity');
  const report = await invocation.withApp((app) => verifyConnection(app, entity));
  const found = report.lines.flatMap(({ problems }) => problems);
  const json = { ...report, problems: found };
  // The text has them beside what was tried.
  return { json, text: verifyText(report), problems: [], hasFailed: !report.passed };
}

function verifyText({ mode, lines, contacts }: VerifyReport): string {
  const width = Math.max(...lines.map(({ check }) => check.length));
  const checks = lines.map((line) => lineText(line, width)).join('\n');
  const said = contacts.length === 0 ? [checks] : [checks, contactsText(contacts)];
  return [...said, verdict(lines, mode)].join('\n\n');
}

/** One line for each thing that was tried; what is wrong with it in several ways follows below. */
function lineText({ check, passed, message, problems }: VerifyLine, width: number): string {
  const head = `${passed ? 'passed' : 'FAILED'}  ${check.padEnd(width)}  `;
  const [only, ...more] = problems;
  if (only === undefined) return `${head}${message}`.trimEnd();
  if (more.length === 0) return `${head}${only.message} -> ${only.remedy}`;
  const found = formatProblems(problems).replaceAll(/^(?=.)/gm, '          ');
  return `${head}${countOf(problems.length, 'problem')}\n${found}`;
}

function verdict(lines: readonly VerifyLine[], mode: Mode): string {
  if (mode === 'production') return verdictOn(lines);
  return `${verdictOn(lines)}\nAll of this is said of the twin, in test mode, and nothing of Xero.`;
}

function verdictOn(lines: readonly VerifyLine[]): string {
  const failed = lines.filter(({ passed }) => !passed);
  if (failed.length === 0) return 'Everything that an export needs is there.';
  if (lines.length === 1) return `${failed[0]?.check} failed, so nothing else was tried.`;
  return `${failed.length} of ${countOf(lines.length, 'thing')} tried failed.`;
}

const MOST_SHOWN = 50;

function contactsText(contacts: readonly Contact[]): string {
  const shown = contacts.slice(0, MOST_SHOWN);
  const rows = shown.map(({ name, accountNumber, contactId }) => [name, accountNumber, contactId]);
  const columns = [{ title: 'Contact' }, { title: 'Account Number' }, { title: 'Contact Id' }];
  const table = formatTable(columns, rows);
  const left = contacts.length - shown.length;
  return left === 0 ? table : `${table}\n… and ${countOf(left, 'more', 'more')}; --json has all.`;
}
