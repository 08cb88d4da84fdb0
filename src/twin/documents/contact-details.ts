import { objectsField, textField } from '../wire/fields.ts';
import type { Incoming } from '../wire/json.ts';

/** What a contact shows beside its names, in Xero's words. */
export interface ContactDetails {
  BankAccountDetails?: string;
  TaxNumber?: string;
  AccountsReceivableTaxType?: string;
  AccountsPayableTaxType?: string;
  DefaultCurrency?: string;
  Addresses: WireParts[];
  Phones: WireParts[];
}

type WireParts = Record<string, string>;

const TEXTS = [
  'BankAccountDetails',
  'TaxNumber',
  'AccountsReceivableTaxType',
  'AccountsPayableTaxType',
  'DefaultCurrency',
] as const;

interface PartKind {
  typeName: string;
  types: readonly string[];
  /** Blank until given. */
  names: readonly string[];
  /** Absent until given. */
  otherNames: readonly string[];
}

const ADDRESS: PartKind = {
  typeName: 'AddressType',
  types: ['STREET', 'POBOX'],
  names: ['City', 'Region', 'PostalCode', 'Country'],
  otherNames: ['AddressLine1', 'AddressLine2', 'AddressLine3', 'AddressLine4', 'AttentionTo'],
};
const PHONE: PartKind = {
  typeName: 'PhoneType',
  types: ['DEFAULT', 'DDI', 'FAX', 'MOBILE'],
  names: ['PhoneNumber', 'PhoneAreaCode', 'PhoneCountryCode'],
  otherNames: [],
};

/** What a contact has of which nothing was said. */
export const BLANK_DETAILS: ContactDetails = {
  BankAccountDetails: '',
  Addresses: partsAfter([], [], ADDRESS),
  Phones: partsAfter([], [], PHONE),
};

/** The details after an element was sent: what it leaves out stays. */
export function detailsAfter(before: ContactDetails, element: Incoming): ContactDetails {
  const texts = TEXTS.map((name) => [name, textField(element, name)] as const);
  const given = Object.fromEntries(texts.filter(([, text]) => text !== undefined));
  const addresses = objectsField(element, 'Addresses') ?? [];
  const phones = objectsField(element, 'Phones') ?? [];
  return {
    ...before,
    ...given,
    Addresses: partsAfter(before.Addresses, addresses, ADDRESS),
    Phones: partsAfter(before.Phones, phones, PHONE),
  };
}

/** One part of each type: four phones, two addresses. */
function partsAfter(before: WireParts[], sent: Incoming[], kind: PartKind): WireParts[] {
  const { names, otherNames, typeName, types } = kind;
  const blank = Object.fromEntries(names.map((name) => [name, '']));
  return types.map((type) => {
    const known = before.find((part) => part[typeName] === type);
    const element = sent.find((part) => textField(part, typeName)?.toUpperCase() === type) ?? {};
    const given = [...names, ...otherNames].flatMap((name) => {
      const text = textField(element, name);
      return text === undefined ? [] : [[name, text] as const];
    });
    return { [typeName]: type, ...(known ?? blank), ...Object.fromEntries(given) };
  });
}
