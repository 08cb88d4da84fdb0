import { csvField, inChunks } from './csv.ts';
import { sampleLoan } from './loan.ts';
import type { SampleOptions } from './options.ts';
import { samplePeriod } from './period.ts';
import { bookSize } from './size.ts';

const HEADER =
  'account_id,client_id,client_name,account_type,entity,branch,department,gst_exempt\n';

/** The accounts file in pieces: every loan that the transactions of the same options name. */
export function* sampleAccounts(options: SampleOptions): Generator<string> {
  yield HEADER;
  yield* inChunks(csvLines(options));
}

function* csvLines({ seed, rows, from, months }: SampleOptions): Generator<string> {
  const size = bookSize(rows, samplePeriod(from, months).length);
  for (let loan = 0; loan < size.takenOver + size.drawn; loan += 1) {
    const { loanAccountId, client, product, branchId, departmentId } = sampleLoan(seed, loan);
    yield `${loanAccountId},${client.clientId},${csvField(client.name)},${product.accountType},` +
      `M,${branchId},${departmentId},${client.isGstExempt}\n`;
  }
}
