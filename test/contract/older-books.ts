import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTaxRate } from '../../src/twin/books/tax-rates.ts';
import { closeDatabases, openDatabases } from '../../src/twin/database/databases.ts';
import type { XmlComparison } from './compare-xml.ts';
import { readXml, type XmlValue } from './recorded-xml.ts';
import { openSession, type Session } from './twin-session.ts';

/** A recording of the time of XML, and the call of today that answers the same. */
export interface OlderAnswer extends XmlComparison {
  recording: string;
  listName: string;
  path: string;
}

const NZ = 'demo-nz-2009-xml';
const AU = 'demo-au-2010-xml';

export const OF_NEW_ZEALAND: OlderAnswer[] = [
  older(`${NZ}/accounts`, 'Accounts', 'Code'),
  older(`${NZ}/tax_rates`, 'TaxRates', 'TaxType'),
  older(`${NZ}/organisation`, 'Organisations', 'CountryCode', '/Organisation'),
  older(`${NZ}/currencies`, 'Currencies', 'Code'),
];

export const OF_AUSTRALIA: OlderAnswer[] = [
  { ...older(`${AU}/accounts`, 'Accounts', 'Code'), isSameBooks: false },
  older(`${AU}/tax_rates`, 'TaxRates', 'TaxType'),
  older(`${AU}/organisation`, 'Organisations', 'CountryCode', '/Organisation'),
  older(`${AU}/currencies`, 'Currencies', 'Code'),
  { ...older(`${AU}/users`, 'Users', 'EmailAddress'), isSameBooks: false },
  older(`${AU}/tracking_categories`, 'TrackingCategories', 'Name'),
  { ...older(`${AU}/manual_journals`, 'ManualJournals', 'Narration'), isSameBooks: false },
  ...[
    'manual_journal',
    'manual_journal-f00a355b-7374-445c-886b-0437bea4095c',
    'manual_journal-bb6cfcfc-4500-4475-bd3a-93ee512428e0',
  ].map((file) => older(`${AU}/${file}`, 'ManualJournals', 'Narration', '/ManualJournals?page=1')),
];

function older(
  recording: string,
  listName: string,
  key: string,
  path = `/${listName}`,
): OlderAnswer {
  return { recording, listName, key, path, isSameBooks: true };
}

/** The elements of a recorded XML answer. */
export function olderElements({ listName, recording }: OlderAnswer): XmlValue[] {
  return readXml(recording)[listName] as XmlValue[];
}

export function openNewZealand(): Promise<Session> {
  return openSession({ seed: 'demo-nz' });
}

/** With the tax rate of a recorded journal that is gone since, and its journals. */
export async function openAustralia(): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-older-'));
  const organisation = { name: 'Demo Company (AU)', country: 'AU' } as const;
  const xero = await openSession({ folder, seed: 'demo-nz', organisation });
  const databases = openDatabases(folder);
  createTaxRate(databases.books, xero.tenantId, {
    ...{ taxType: 'EXEMPTINPUT', name: 'GST Exempt', rate: '0', reportTaxType: undefined },
    ...{ appliesTo: 'AQELR', components: [{ name: 'GST', rate: '0' }] },
  });
  closeDatabases(databases);
  const [category] = readXml(`${AU}/tracking_categories`).TrackingCategories as XmlValue[];
  const { Name: name, Options } = category as { Name: string; Options: { Name: string }[] };
  const options = Options.map((option) => option.Name);
  await xero.control('POST', `/organisations/${xero.tenantId}/set-up`, {
    trackingCategories: [{ name, options }],
  });
  for (const file of [
    'f00a355b-7374-445c-886b-0437bea4095c',
    'bb6cfcfc-4500-4475-bd3a-93ee512428e0',
  ]) {
    const [journal] = readXml(`${AU}/manual_journal-${file}`).ManualJournals as XmlValue[];
    const reply = await xero.put('/ManualJournals', asSent(journal as XmlElement));
    if (reply.httpStatus !== 200) throw new Error(reply.text);
  }
  return xero;
}

/** Without what Xero works out or gives. */
function asSent({ ManualJournalID: _, JournalLines, ...journal }: XmlElement): object {
  const lines = (JournalLines as XmlElement[]).map(({ TaxAmount: __, Tracking, ...line }) => ({
    ...line,
    Tracking: ((Tracking ?? []) as XmlElement[]).map(({ Name, Option }) => ({ Name, Option })),
  }));
  return { ...journal, JournalLines: lines };
}

type XmlElement = Record<string, XmlValue>;
