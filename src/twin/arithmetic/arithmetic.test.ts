import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, divideHalfUp, parseDecimal, unitsAtScale } from './decimal.ts';
import { lineTax } from './gst.ts';

const cents = (text: string) => unitsAtScale(parseDecimal(text) ?? { units: 0n, scale: 0 }, 2);

describe('decimals', () => {
  it.each([
    ['1', 100n],
    ['-0.05', -5n],
    ['1e3', 100_000n],
    ['12.5E-1', 125n],
    ['2.165', 217n],
    ['-2.165', -217n],
    ['0.004', 0n],
    ['9999999999.99', 999_999_999_999n],
  ])('%s is %d cents', (text, expected) => expect(cents(text)).toBe(expected));

  it.each(['', 'x', '1.2.3', '1,5', '--1', 'NaN', '0x1'])('%j is no number', (text) =>
    expect(parseDecimal(text)).toBeUndefined(),
  );

  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 20n), 10n ** 20n),
        fc.integer({ min: 0, max: 6 }),
        (units, scale) => {
          expect(parseDecimal(decimalText(units, scale))).toEqual({ units, scale });
        },
      ),
    );
  });

  it('divide half away from zero', () => {
    expect([5n, -5n, 4n, -4n, 15n].map((each) => divideHalfUp(each, 10n))).toEqual([
      1n,
      -1n,
      0n,
      0n,
      2n,
    ]);
  });
});

describe('GST of a line', () => {
  const rate = { units: 150_000n, scale: 4 };
  it('mirrors itself when the line is turned round', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), (line) => {
        expect(lineTax(-line, rate, 'Inclusive')).toBe(-lineTax(line, rate, 'Inclusive'));
      }),
    );
  });

  it('inside an inclusive amount is the GST on top of the rest, to the cent', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 10n), (net) => {
        const gross = net + lineTax(net, rate, 'Exclusive');
        expect(lineTax(gross, rate, 'Inclusive')).toBe(gross - net);
      }),
    );
  });
});
