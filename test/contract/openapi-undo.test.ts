import { describe, expect, it } from 'vitest';
import { valueIn } from '../outcomes.ts';
import { openLender } from '../scenarios/export/lender.ts';
import { writesOf } from '../scenarios/export/wire-tap.ts';
import { lock, sentBatch, undoInTime } from '../scenarios/undo/undo.ts';
import { CONTRACT_SKIPPED, loadXeroContract, type XeroContract } from './openapi.ts';
import { violationsOf } from './violations.ts';

const contract = loadXeroContract();

/**
 * One schema serves making and changing, and names what a new bank transaction needs. To delete one,
 * Xero's documentation sends its id and status alone:
 * https://developer.xero.com/documentation/api/accounting/banktransactions#deleting-bank-transactions
 */
const NEEDED_BY_NEW_ONES =
  /BankTransactions.*must have required property '(Type|LineItems|BankAccount)'/;

describe.skipIf(contract === undefined)(
  contract === undefined ? CONTRACT_SKIPPED : "an undo within Xero's own document",
  () => {
    it('voids, deletes and reverses', async () => {
      const lender = await openLender();
      const exportId = await sentBatch(lender);
      await lock(lender, '2026-05-01');
      const violations = violationsOf(lender, contract as XeroContract);
      expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undone');
      expect(violations.filter((one) => !NEEDED_BY_NEW_ONES.test(one))).toEqual([]);
      const sent = writesOf(lender.tap).filter(({ method }) => method === 'POST');
      expect(sent.map(({ body }) => Object.keys(JSON.parse(body)))).toEqual([
        ...[['ManualJournals'], ['BankTransactions']],
      ]);
      expect(Object.keys(JSON.parse(sent[1]?.body ?? '').BankTransactions[0])).toEqual([
        ...['BankTransactionID', 'Status'],
      ]);
    });
  },
);
