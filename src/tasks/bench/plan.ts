import { succeed } from '../../domain/problem.ts';
import { planExportTask } from '../plan-export.ts';
import { UP_TO } from './generate.ts';
import { type Phase, timed } from './phase.ts';

/** Plans and stores the month as `tieout export plan` does, the reads of the organisation included. */
export const plan: Phase = async ({ context, onProgress }) => {
  const { value, ...spent } = await timed(() =>
    planExportTask(context, { entity: 'M', upTo: UP_TO, isPreview: false, onProgress }),
  );
  if (!value.ok) return value;
  const { exportId, transactions, postings, lines, documents, debits, problems } = value.value;
  if (problems.length > 0) return { ok: false, problems };
  const { manualJournals, bankTransactions } = documents;
  return succeed({
    count: transactions,
    ...spent,
    facts: { exportId: exportId ?? '', postings, lines, debits, manualJournals, bankTransactions },
  });
};
