import { describe, expect, it } from 'vitest';
import { valueIn } from '../outcomes.ts';
import {
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
} from '../scenarios/export/faults.ts';
import { openLender } from '../scenarios/export/lender.ts';
import { CONTRACT_SKIPPED, loadXeroContract, type XeroContract } from './openapi.ts';
import { violationsOf } from './violations.ts';

const contract = loadXeroContract();

describe.skipIf(contract === undefined)(
  contract === undefined ? CONTRACT_SKIPPED : "a whole run within Xero's own document",
  () => {
    it('plans, sends, confirms and ties out', async () => {
      const lender = await openLender();
      const violations = violationsOf(lender, contract as XeroContract);
      const exportId = await lender.planned();
      expect(valueIn(await lender.send(exportId)).state).toBe('complete');
      expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
      expect(violations).toEqual([]);
      const called = new Set(lender.tap.exchanges.map(({ method, path }) => nameOf(method, path)));
      expect([...called].sort()).toEqual([
        'GET Accounts',
        'GET BankTransactions',
        'GET Contacts',
        'GET ManualJournals',
        'GET Organisation',
        'GET Reports/TrialBalance',
        'GET TaxRates',
        'GET TrackingCategories',
        'GET connections',
        'POST connect/token',
        'PUT BankTransactions',
        'PUT ManualJournals',
      ]);
    });

    it('looks for what is in doubt, and sends it anew', async () => {
      const lender = await openLender();
      const violations = violationsOf(lender, contract as XeroContract);
      await faulty(lender, JOURNALS_UNAVAILABLE);
      const exportId = await lender.planned();
      await lender.send(exportId);
      expect(valueIn(await lender.send(exportId)).state).toBe('complete');
      expect(violations).toEqual([]);
    });

    it('finds what was saved unanswered', async () => {
      const lender = await openLender();
      const violations = violationsOf(lender, contract as XeroContract);
      await faulty(lender, JOURNALS_SAVED_UNANSWERED);
      const exportId = await lender.planned();
      await lender.send(exportId);
      expect(valueIn(await lender.send(exportId)).state).toBe('complete');
      expect(violations).toEqual([]);
    });

    it('reads one by one what the list does not show yet', async () => {
      const lender = await openLender();
      const violations = violationsOf(lender, contract as XeroContract);
      await lender.xero.control('PUT', '/behaviours', { listDelayMs: '200000' });
      const exportId = await lender.planned();
      expect(valueIn(await lender.send(exportId)).state).toBe('complete');
      const paths = lender.tap.exchanges.map(({ path }) => path);
      expect(
        paths.filter((path) => /\/(ManualJournals|BankTransactions)\/[0-9a-f-]{36}$/.test(path)),
      ).toHaveLength(4);
      expect(violations).toEqual([]);
    });

    it('hears of refusals and of lines that Xero dropped', async () => {
      const lender = await openLender();
      const violations = violationsOf(lender, contract as XeroContract);
      const exportId = await lender.planned();
      await lender.xero.control('PUT', '/behaviours', { archivedAccountInJournal: 'warning' });
      lender.tap.beforeRequest = async ({ method }) => {
        if (method === 'PUT') await lender.xero.inBooks('PUT', '/accounts/4100/archived', {});
      };
      expect(valueIn(await lender.send(exportId)).documents.rejected).toBeGreaterThan(0);
      expect(violations).toEqual([]);
    });
  },
);

function nameOf(method: string, path: string): string {
  const [name = ''] = path.replace('/api.xro/2.0', '').slice(1).split('?');
  return `${method} ${name}`;
}
