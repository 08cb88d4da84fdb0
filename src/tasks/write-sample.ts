import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sampleAccounts } from '../sample/accounts.ts';
import { sampleConfiguration } from '../sample/configuration.ts';
import type { SampleOptions } from '../sample/options.ts';
import { sampleTransactions } from '../sample/transactions.ts';

/** Where the sample lender's files lie. */
export interface SampleFiles {
  readonly configuration: string;
  readonly accounts: string;
  readonly transactions: string;
}

/** Writes the sample lender as the files that a real one would send. */
export async function writeSample(folder: string, options: SampleOptions): Promise<SampleFiles> {
  for (const one of [dirname(folder), folder]) if (!existsSync(one)) mkdirSync(one);
  const files = {
    configuration: join(folder, 'tieout.json'),
    accounts: join(folder, 'accounts.csv'),
    transactions: join(folder, 'transactions.csv'),
  };
  const configuration = JSON.stringify(sampleConfiguration(options), undefined, 2);
  writeFileSync(files.configuration, `${configuration}\n`);
  await writePieces(files.accounts, sampleAccounts(options));
  await writePieces(files.transactions, sampleTransactions(options));
  return files;
}

async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces), createWriteStream(path));
}
