import { describe, expect, it } from 'vitest';
import { DIGEST, planOf } from '../../test/domain/plan-of.ts';
import { findMarkers, makeMarker, withMarker } from './marker.ts';

const PLACE = { tenantId: 'tenant-1', exportId: '20260531.001', part: 3 };
const MARKER = '[20260531.001/3 a1b2c3d4e5]';

describe('the marker', () => {
  it('names export id and part, and ten digits of what the document says', () => {
    const marker = makeMarker(PLACE, 'body', DIGEST);
    expect(marker).toMatch(/^\[20260531\.001\/3 [0-9a-f]{10}\]$/);
    const others = [
      makeMarker(PLACE, 'other body', DIGEST),
      makeMarker({ ...PLACE, tenantId: 'tenant-2' }, 'body', DIGEST),
      makeMarker({ ...PLACE, part: 4 }, 'body', DIGEST),
    ];
    expect(new Set([marker, ...others]).size).toBe(4);
  });

  it.each([
    ['a short text', 'Loans of May', `Loans of May ${MARKER}`],
    ['no text', '  ', MARKER],
    ['a text that is cut', 'x'.repeat(300), `${'x'.repeat(250 - 28)} ${MARKER}`],
    ['a pair that must not be halved', `${'x'.repeat(221)}😀`, `${'x'.repeat(221)} ${MARKER}`],
  ])('with %s', (_, text, expected) => {
    expect(withMarker(text, MARKER)).toBe(expected);
    expect(withMarker(text, MARKER).length).toBeLessThanOrEqual(250);
  });

  it.each([
    [`Loans ${MARKER}`, [MARKER]],
    [`${MARKER} and ${MARKER} more`, [MARKER, MARKER]],
    ['[20260531.001/3 a1b2c3d4e]', []],
    ['Loans', []],
  ])('in %j is found %s', (text, found) => {
    expect(findMarkers(text)).toEqual(found);
  });

  it('is the same again for the same plan, and each document has its own key', () => {
    const given = {
      rows: [
        { element: 'FEE', amount: '115.00', gst: '15.00' },
        { element: 'PAY', amount: '-1.00', bank: 'BANK' },
      ],
    };
    const [first, again] = [planOf(given), planOf(given)];
    expect(again.documents).toEqual(first.documents);
    expect(new Set(first.documents.map((one) => one.documentKey)).size).toBe(2);
    for (const one of first.documents) expect(findMarkers(one.text)).toEqual([one.marker]);
  });

  it('a document links back to its batch where tieout has a public address', () => {
    const configuration = { settings: { publicAddress: 'https://tieout.example/' } };
    const { documents } = planOf({ rows: [{ element: 'DEFINT', amount: '1.00' }], configuration });
    expect(documents[0]?.body).toContain('"Url":"https://tieout.example/exports/20260531.001"');
  });
});
