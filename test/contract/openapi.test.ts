import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTRACT_SKIPPED, loadXeroContract, type XeroContract } from './openapi.ts';

const contract = loadXeroContract() as XeroContract;
const recordings = new URL('../../../shared/data/xero-recorded/demo-global-2026/', import.meta.url);
const name = contract === undefined ? CONTRACT_SKIPPED : "Xero's own document";

interface Recording {
  request: { method: string; path: string; body?: unknown };
  response: { status: number; body: unknown };
}

describe.skipIf(contract === undefined)(name, () => {
  const journal = { Narration: 'n', JournalLines: [{ LineAmount: 1, AccountCode: '1' }] };

  it.each([
    ['a journal', 'PUT', '/ManualJournals?summarizeErrors=false', { ManualJournals: [journal] }, 0],
    ['a misspelt name', 'PUT', '/ManualJournals', { ManualJournals: [{ ...journal, Dat: '' }] }, 1],
    ['no narration', 'PUT', '/ManualJournals', { ManualJournals: [{ JournalLines: [] }] }, 1],
    [
      'an unknown word',
      'PUT',
      '/ManualJournals',
      { ManualJournals: [{ ...journal, Status: 'VOID' }] },
      1,
    ],
    [
      'an amount as text',
      'PUT',
      '/ManualJournals',
      { ManualJournals: [{ Narration: 'n', JournalLines: [{ LineAmount: '1' }] }] },
      1,
    ],
    ['an unknown parameter', 'GET', '/ManualJournals?pages=1', undefined, 1],
    ['an unknown path', 'GET', '/ManualJournal', undefined, 1],
    [
      'an option',
      'PUT',
      '/TrackingCategories/0a0a0a0a-0000-4000-8000-000000000000/Options',
      { Name: 'N' },
      0,
    ],
  ])('counts what is wrong with %s', (...[, method, path, body, violations]) => {
    expect(contract.checkRequest(method, `/api.xro/2.0${path}`, body)).toHaveLength(violations);
  });

  it('refuses an answer whose date is not in the dialect of Xero', () => {
    const answer = { ManualJournals: [{ ...journal, Date: '2026-05-31' }] };
    expect(
      contract.checkAnswer('GET', '/api.xro/2.0/ManualJournals', { httpStatus: 200, body: answer }),
    ).toHaveLength(1);
  });

  it.skipIf(!existsSync(recordings))('accepts what the real Xero was recorded to say', () => {
    const files = globSync('*.json', { cwd: recordings.pathname });
    const violations = files.flatMap((file) => {
      const recording = JSON.parse(readFileSync(new URL(file, recordings), 'utf8')) as Recording;
      const { request, response } = recording;
      const found = contract.checkAnswer(request.method, request.path, {
        httpStatus: response.status,
        body: response.body,
      });
      return found.map((text) => `${file}: ${text}`);
    });
    expect(files.length).toBeGreaterThan(15);
    // Xero takes this path, which its document leaves out.
    expect(violations).toEqual([
      'post-accounts--update-account.json: POST /api.xro/2.0/Accounts is not in the document',
    ]);
  });
});
