import type { TieOutClass } from './tie-out.ts';

/** The classes of a tie-out as people read them, and what each means. */
export const TIE_OUT_CLASS_WORDS: Readonly<
  Record<TieOutClass, { readonly name: string; readonly meaning: string }>
> = {
  notYetExported: {
    name: 'not yet exported',
    meaning: 'It waits for export, or stands in a batch that has not reached Xero.',
  },
  held: {
    name: 'held',
    meaning: 'It cannot be exported until somebody puts right what its row lacks.',
  },
  excluded: {
    name: 'excluded',
    meaning: 'It is left out of exports on purpose.',
  },
  inDoubt: {
    name: 'in doubt',
    meaning: 'It was sent and no answer came; resuming the batch looks for it in Xero.',
  },
  timing: {
    name: 'timing',
    meaning:
      'It stands in Xero at another date: at the end of the month, or on the first open day.',
  },
  draft: {
    name: 'draft in Xero',
    meaning: 'It is in Xero as a draft and counts there once somebody approves it.',
  },
  editedInXero: {
    name: 'edited in Xero',
    meaning: 'Somebody changed, voided, deleted or copied a document of ours in Xero.',
  },
  foreignDocument: {
    name: 'foreign document',
    meaning: 'Somebody else put a document on an account that is ours alone.',
  },
  gstRounding: {
    name: 'GST rounding',
    meaning: 'Xero rounds GST by line, the loan book by transaction.',
  },
  openingBalance: {
    name: 'opening balance',
    meaning: 'The balance with which the entity began is another one in Xero.',
  },
};
