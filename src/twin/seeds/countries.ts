/** Which accounts a tax rate may be used with: a letter for each class. */
type AppliesTo = string;

export interface CountryRate {
  taxType: string;
  name: string;
  rate: string;
  /** Undefined for a rate that a person made without one. */
  reportTaxType: string | undefined;
  /** Classes by first letter: Assets, eQuity, Expenses, Liabilities, Revenue. */
  appliesTo: AppliesTo;
}

export interface Country {
  version: string;
  /** As answers give it; Xero's global version serves many countries. */
  countryCode: string;
  baseCurrency: string;
  timezone: string;
  salesTaxBasis: string;
  salesTaxPeriod: string;
  yearEnd: string;
  taxComponent: string;
  /** The tax types that a new account takes by its class. */
  taxTypes: { income: string; expenses: string; none: string };
  rates: readonly CountryRate[];
}

/** GLOBAL is Xero's version for the countries without one of their own. */
export type CountryCode = 'NZ' | 'AU' | 'GB' | 'GLOBAL';

const rate = (
  taxType: string,
  name: string,
  row: { rate: string; reportTaxType: string; appliesTo: AppliesTo },
): CountryRate => ({ taxType, name, ...row });

/** https://developer.xero.com/documentation/api/accounting/types#tax-rates */
export const COUNTRIES: Record<CountryCode, Country> = {
  NZ: {
    version: 'NZ',
    countryCode: 'NZ',
    baseCurrency: 'NZD',
    timezone: 'NEWZEALANDSTANDARDTIME',
    salesTaxBasis: 'PAYMENTS',
    salesTaxPeriod: 'TWOMONTHS',
    yearEnd: '03-31',
    taxComponent: 'GST',
    taxTypes: { income: 'OUTPUT2', expenses: 'INPUT2', none: 'NONE' },
    rates: [
      rate('INPUT2', '15% GST on Expenses', {
        rate: '15.0000',
        reportTaxType: 'INPUT',
        appliesTo: 'AQEL',
      }),
      rate('OUTPUT2', '15% GST on Income', {
        rate: '15.0000',
        reportTaxType: 'OUTPUT',
        appliesTo: 'AQLR',
      }),
      rate('GSTONIMPORTS', 'GST on Imports', {
        rate: '0.0000',
        reportTaxType: 'GSTONIMPORTS',
        appliesTo: 'L',
      }),
      rate('NONE', 'No GST', { rate: '0.0000', reportTaxType: 'NONE', appliesTo: 'AQELR' }),
      rate('ZERORATED', 'Zero Rated', { rate: '0.0000', reportTaxType: 'OUTPUT', appliesTo: 'LR' }),
    ],
  },
  AU: {
    version: 'AU',
    countryCode: 'AU',
    baseCurrency: 'AUD',
    timezone: 'AUSEASTERNSTANDARDTIME',
    salesTaxBasis: 'ACCRUALS',
    salesTaxPeriod: 'QUARTERLY1',
    yearEnd: '06-30',
    taxComponent: 'GST',
    taxTypes: { income: 'OUTPUT', expenses: 'INPUT', none: 'BASEXCLUDED' },
    rates: [
      rate('OUTPUT', 'GST on Income', {
        rate: '10.0000',
        reportTaxType: 'OUTPUT',
        appliesTo: 'AQLR',
      }),
      rate('INPUT', 'GST on Expenses', {
        rate: '10.0000',
        reportTaxType: 'INPUT',
        appliesTo: 'AQEL',
      }),
      rate('EXEMPTEXPENSES', 'GST Free Expenses', {
        rate: '0.0000',
        reportTaxType: 'EXEMPTEXPENSES',
        appliesTo: 'AQEL',
      }),
      rate('EXEMPTOUTPUT', 'GST Free Income', {
        rate: '0.0000',
        reportTaxType: 'EXEMPTOUTPUT',
        appliesTo: 'AQLR',
      }),
      rate('EXEMPTEXPORT', 'GST Free Exports', {
        rate: '0.0000',
        reportTaxType: 'EXEMPTEXPORT',
        appliesTo: 'AQLR',
      }),
      rate('EXEMPTCAPITAL', 'GST Free Capital', {
        rate: '0.0000',
        reportTaxType: 'EXEMPTCAPITAL',
        appliesTo: 'AQEL',
      }),
      rate('CAPEXINPUT', 'GST on Capital', {
        rate: '10.0000',
        reportTaxType: 'CAPITALEXINPUT',
        appliesTo: 'AQEL',
      }),
      rate('INPUTTAXED', 'Input Taxed', {
        rate: '0.0000',
        reportTaxType: 'INPUTTAXED',
        appliesTo: 'AQELR',
      }),
      rate('BASEXCLUDED', 'BAS Excluded', {
        rate: '0.0000',
        reportTaxType: 'BASEXCLUDED',
        appliesTo: 'AQELR',
      }),
      rate('GSTONIMPORTS', 'GST on Imports', {
        rate: '0.0000',
        reportTaxType: 'GSTONIMPORTS',
        appliesTo: 'L',
      }),
      rate('GSTONCAPIMPORTS', 'GST on Capital Imports', {
        rate: '0.0000',
        reportTaxType: 'GSTONCAPIMPORTS',
        appliesTo: 'L',
      }),
    ],
  },
  GB: {
    version: 'UK',
    countryCode: 'GB',
    baseCurrency: 'GBP',
    timezone: 'GMTSTANDARDTIME',
    salesTaxBasis: 'ACCRUAL',
    salesTaxPeriod: 'QUARTERLY',
    yearEnd: '03-31',
    taxComponent: 'VAT',
    taxTypes: { income: 'OUTPUT2', expenses: 'INPUT2', none: 'NONE' },
    rates: [
      rate('OUTPUT2', '20% (VAT on Income)', {
        rate: '20.0000',
        reportTaxType: 'OUTPUT2',
        appliesTo: 'AQLR',
      }),
      rate('INPUT2', '20% (VAT on Expenses)', {
        rate: '20.0000',
        reportTaxType: 'INPUT2',
        appliesTo: 'AQEL',
      }),
      rate('RROUTPUT', '5% (VAT on Income)', {
        rate: '5.0000',
        reportTaxType: 'OUTPUT',
        appliesTo: 'AQLR',
      }),
      rate('RRINPUT', '5% (VAT on Expenses)', {
        rate: '5.0000',
        reportTaxType: 'INPUT',
        appliesTo: 'AQEL',
      }),
      rate('ZERORATEDOUTPUT', 'Zero Rated Income', {
        rate: '0.0000',
        reportTaxType: 'ZERORATEDOUTPUT',
        appliesTo: 'AQLR',
      }),
      rate('ZERORATEDINPUT', 'Zero Rated Expenses', {
        rate: '0.0000',
        reportTaxType: 'ZERORATEDINPUT',
        appliesTo: 'AQEL',
      }),
      rate('EXEMPTOUTPUT', 'Exempt Income', {
        rate: '0.0000',
        reportTaxType: 'EXEMPTOUTPUT',
        appliesTo: 'AQLR',
      }),
      rate('EXEMPTINPUT', 'Exempt Expenses', {
        rate: '0.0000',
        reportTaxType: 'EXEMPTINPUT',
        appliesTo: 'AQEL',
      }),
      rate('NONE', 'No VAT', { rate: '0.0000', reportTaxType: 'NONE', appliesTo: 'AQELR' }),
      rate('GSTONIMPORTS', 'VAT on Imports', {
        rate: '0.0000',
        reportTaxType: 'GSTONIMPORTS',
        appliesTo: 'L',
      }),
    ],
  },
  GLOBAL: {
    version: 'GLOBAL',
    countryCode: 'CA',
    baseCurrency: 'USD',
    timezone: 'EASTERNSTANDARDTIME',
    salesTaxBasis: 'ACCRUALS',
    salesTaxPeriod: '3MONTHLY',
    yearEnd: '12-31',
    taxComponent: 'Tax',
    taxTypes: { income: 'OUTPUT', expenses: 'INPUT', none: 'NONE' },
    rates: [
      rate('OUTPUT', 'Tax on Sales', {
        rate: '0.0000',
        reportTaxType: 'OUTPUT',
        appliesTo: 'AQELR',
      }),
      rate('INPUT', 'Tax on Purchases', {
        rate: '0.0000',
        reportTaxType: 'INPUT',
        appliesTo: 'AQELR',
      }),
      rate('GSTONIMPORTS', 'Sales Tax on Imports', {
        rate: '0.0000',
        reportTaxType: 'GSTONIMPORTS',
        appliesTo: 'L',
      }),
      rate('NONE', 'Tax Exempt', { rate: '0.0000', reportTaxType: 'NONE', appliesTo: 'AQELR' }),
    ],
  },
};
