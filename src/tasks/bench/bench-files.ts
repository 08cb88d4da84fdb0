import { join } from 'node:path';

/** Where the files of a run lie. */
export interface BenchFiles {
  readonly configuration: string;
  readonly accounts: string;
  readonly transactions: string;
  /** The data folder of the product itself. */
  readonly product: string;
  /** The data folder in which the floors are measured. */
  readonly floor: string;
}

export function benchFiles(root: string): BenchFiles {
  return {
    configuration: join(root, 'configuration.json'),
    accounts: join(root, 'accounts.csv'),
    transactions: join(root, 'transactions.csv'),
    product: join(root, 'product'),
    floor: join(root, 'floor'),
  };
}
