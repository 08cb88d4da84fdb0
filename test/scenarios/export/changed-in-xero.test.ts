import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { copiesInXero, faulty, JOURNALS_SAVED_UNANSWERED, onceEach } from './faults.ts';
import { codesOf, type Lender, openLender } from './lender.ts';
import { recode } from './twin-books.ts';
import { writesOf } from './wire-tap.ts';

interface TrackingCategories {
  readonly TrackingCategories: readonly {
    readonly TrackingCategoryID: string;
    readonly Name: string;
    readonly Options: readonly { readonly TrackingOptionID: string; readonly Name: string }[];
  }[];
}

/** A person archives an option of the category Branch. */
async function archiveOption({ xero }: Lender, name: string): Promise<void> {
  await xero.api('POST', await pathOfOption(xero, name), { Status: 'ARCHIVED' });
}

async function deleteOption({ xero }: Lender, name: string): Promise<void> {
  await xero.api('DELETE', await pathOfOption(xero, name));
}

async function pathOfOption(xero: Lender['xero'], name: string): Promise<string> {
  const found = await xero.api<TrackingCategories>('GET', '/TrackingCategories');
  const branch = found.TrackingCategories.find(({ Name }) => Name === 'Branch');
  const option = branch?.Options.find(({ Name }) => Name === name);
  return `/TrackingCategories/${branch?.TrackingCategoryID}/Options/${option?.TrackingOptionID}`;
}

const CHANGES: [string, (lender: Lender) => Promise<unknown>, string, object][] = [
  [
    'B14: the lock date moves over a document',
    ({ xero }) => xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-02' }),
    'lock_date.period_closed',
    { lockedUpTo: '2026-05-02', documents: 3, from: '2026-05-01', to: '2026-05-02' },
  ],
  [
    'B15: an account is archived',
    ({ xero }) => xero.inBooks('PUT', '/accounts/4100/archived', {}),
    'gl_account.archived',
    { glAccount: '4100' },
  ],
  [
    'B15: the bank account is archived',
    ({ xero }) => xero.inBooks('PUT', '/accounts/090/archived', {}),
    'gl_account.archived',
    { glAccount: '090' },
  ],
  [
    'B15: a tracking option is archived',
    (lender) => archiveOption(lender, 'EAST'),
    'tracking.option_missing',
    { category: 'Branch', option: 'EAST' },
  ],
  [
    'B15: a tracking option is deleted',
    (lender) => deleteOption(lender, 'WEST'),
    'tracking.option_missing',
    { category: 'Branch', option: 'WEST' },
  ],
  [
    'B15: the code of an account changes',
    ({ xero }) => recode(xero, '4200', '4201'),
    'gl_account.not_in_xero',
    { glAccount: '4200' },
  ],
  [
    'B15: the rate of a tax type changes',
    ({ xero }) => xero.api('POST', '/TaxRates', { TaxRates: [OTHER_RATE] }),
    'tax_type.other_rate',
    { element: 'FEE', taxType: 'OUTPUT2', rate: '15 %', xeroRate: '17.5 %' },
  ],
];

const OTHER_RATE = {
  Name: '17.5% GST on Income',
  TaxType: 'OUTPUT2',
  ReportTaxType: 'OUTPUT',
  TaxComponents: [{ Name: 'GST', Rate: 17.5 }],
};

describe('what changes in Xero between plan and sending', () => {
  it.each(CHANGES)('%s: all is told, nothing is sent, the batch stays planned', async (...row) => {
    const [, change, code, facts] = row;
    const lender = await openLender();
    const exportId = await lender.planned();
    await change(lender);
    const refused = valueIn(await lender.send(exportId));
    expect(refused).toMatchObject({ state: 'planned', problems: [{ code, facts }] });
    expect(writesOf(lender.tap)).toEqual([]);
    expect(await lender.xero.documents()).toEqual([]);
  });

  it('several at once: all of them are told', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    for (const [, change] of CHANGES) await change(lender);
    const { problems } = valueIn(await lender.send(exportId));
    expect(codesOf(problems).sort()).toEqual(CHANGES.map(([, , code]) => code).sort());
  });

  it('and back: the same batch goes', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await lender.xero.inBooks('PUT', '/accounts/4100/archived', {});
    expect(valueIn(await lender.send(exportId)).problems).toHaveLength(1);
    await lender.xero.inBooks('PUT', '/accounts/4100/archived', { archived: false });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
  });

  it('a lock over what is in doubt does not keep anybody from looking', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await lender.planned();
    await lender.send(exportId);
    await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-31' });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });
});

describe('a connection that reaches another organisation', () => {
  it('B17: stops the sending hard and names both', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const organisation = { name: 'Somebody Else Limited' };
    await lender.xero.control('POST', '/reset', { organisation });
    const other = await lender.reopened();
    expect(valueIn(await other.send(exportId))).toMatchObject({
      state: 'planned',
      problems: [
        {
          code: 'organisation.other',
          message:
            'Export batch 20260531.001 was planned for Kauri Finance (NZ); the connection now reaches Somebody Else Limited.',
        },
      ],
    });
    expect(writesOf(other.tap)).toEqual([]);
    expect(await other.xero.documents()).toEqual([]);
  });
});
