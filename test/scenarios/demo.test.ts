import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DEMO_OPTIONS } from '../../src/sample/options.ts';
import type { DemoReport } from '../../src/tasks/demo.ts';
import { writeSample } from '../../src/tasks/write-sample.ts';
import { postgresPrograms, startPostgres } from '../postgres.ts';
import { commandLine } from '../real/command-line.ts';
import { openDesk } from './cli/tieout.ts';

/** Cents by element, added up by awk from the file that the demonstration loads. */
function sumsByElement(transactions: string): (...elements: string[]) => number {
  const program = `NR > 1 { amount = $5; sign = sub(/^-/, "", amount) ? -1 : 1; sub(/\\./, "", amount)
    sum[$4] += sign * amount; rows += 1 }
    END { for (element in sum) printf "%s %.0f\\n", element, sum[element]; print "rows", rows }`;
  const printed = execFileSync('awk', ['-F,', program, transactions], { encoding: 'utf8' });
  const sums = new Map(
    printed
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  const names = (elements: string[]) => (elements.length > 0 ? elements : [...sums.keys()]);
  return (...elements) =>
    names(elements)
      .filter((element) => element !== 'rows' || elements.length > 0)
      .reduce((total, element) => total + Number(sums.get(element)), 0);
}

async function runDemo(...options: string[]): Promise<{ report: DemoReport; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const demo = await commandLine(folder)<DemoReport>('demo', '--once', ...options);
  expect(demo.exitCode).toBe(0);
  return { report: demo.printed, folder };
}

function expectTied({ report, folder }: { report: DemoReport; folder: string }): void {
  const { plan, send, tieOut } = report;
  const sum = sumsByElement(join(folder, 'sample', 'transactions.csv'));
  expect(plan.transactions).toBe(sum('rows'));
  expect(send?.state).toBe('complete');
  expect(tieOut.unexplained).toBe('0.00');
  const inXero = (...codes: string[]) =>
    tieOut.accounts
      .filter(({ code }) => codes.includes(code))
      .reduce((total, { xero }) => total + Math.round(Number(xero) * 100), 0);
  expect(inXero('1100', '1110', '1120')).toBe(sum() - sum('DISB'));
  expect(inXero('4200')).toBe(-sum('INT', 'INTADJ'));
  expect(inXero('4210')).toBe(-sum('DEFINT'));
  expect(inXero('4110')).toBe(-sum('MAINT'));
  expect(inXero('4120')).toBe(-sum('DEFFEE'));
  expect(inXero('4100', '4130', '820')).toBe(-sum('ESTFEE', 'PPSR'));
  const moved = sum('PAYDD', 'PAYBANK', 'TOPUP', 'REFUND');
  expect(inXero('090', '091')).toBe(sum('DISB') - moved);
}

it('ties the sample lender out to the cent on the embedded database', async () => {
  expectTied(await runDemo());
});

it('goes on with what is left when it is run again, which in the end is nothing', async () => {
  const desk = openDesk();
  const sample = await writeSample(join(desk.folder, 'books', 'sample'), DEMO_OPTIONS);
  const test = ['--mode', 'test'];
  await desk.run('config', 'apply', sample.configuration, ...test);
  await desk.run('import', 'accounts', sample.accounts, ...test);
  await desk.run('import', 'transactions', sample.transactions, ...test);
  await desk.run('export', 'plan', '--entity', 'M', '--up-to', '2026-06-30', ...test);
  const first = await desk.run('demo', '--once');
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.stdout).toContain('going on with export 20260630.001\n  planned  185\n\nSent, and');
  const second = await desk.run('demo', '--once');
  expect(second).toMatchObject({ exitCode: 0, stderr: '' });
  expect(second.stdout.split('\n\n').slice(0, 5)).toEqual([
    'The configuration and the test organisation are there already',
    'Loan accounts are there already, from import 1',
    'Loan transactions are there already, from import 2',
    'Nothing new waits to be exported; export 20260630.001 is complete\n  confirmed  185',
    'Tie-out at the end of 2026-06-30',
  ]);
});

it('leaves books alone that are not its own', async () => {
  const desk = openDesk();
  await desk.run('config', 'apply', desk.write('c.yaml', 'version: 1\nbranches: [{ id: EAST }]'));
  const before = await desk.run('config', 'export');
  expect(await desk.json('demo', '--once')).toMatchObject({
    exitCode: 1,
    problems: [{ code: 'demo.books_in_use' }],
  });
  expect(await desk.run('config', 'export')).toEqual(before);
});

const programs = postgresPrograms();
const named = programs === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';

it.skipIf(programs === undefined)(`does the same on a PostgreSQL server${named}`, async () => {
  const server = await startPostgres();
  onTestFinished(async () => server?.stop());
  expectTied(await runDemo('--database-url', server?.url ?? ''));
});
