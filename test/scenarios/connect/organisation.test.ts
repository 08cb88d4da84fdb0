import { describe, expect, it } from 'vitest';
import { findConnectionFacts } from '../../../src/store/connection-reader.ts';
import { planExportTask } from '../../../src/tasks/plan-export.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender, UP_TO } from '../export/lender.ts';
import { endLinks } from './links.ts';
import { codeOf, consent, openOffice } from './office.ts';

const ADMINISTRATOR_FIRST = /the administrator first runs tieout disconnect/;

const GLOBAL = { mode: 'production', entity: '' } as const;

describe('an organisation', () => {
  it('other than before is a hard stop: what was connected stays, and works', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const facts = () => findConnectionFacts(office.app.store.reader, GLOBAL);
    const before = await facts();
    const { tenantId } = await office.xero.control<{ tenantId: string }>('POST', '/organisations', {
      name: 'Other Lender',
    });
    const wrong = await office.connect({ user: 'Ben Whittaker', organisation: 'Other Lender' });
    expect(wrong).toMatchObject({
      problems: [
        {
          code: 'connection.other_organisation',
          message: `This connection was for Kauri Finance (NZ) (${office.xero.tenantId}); the new authorisation reaches Other Lender (${tenantId}) instead. The new authorisation was not kept.`,
          remedy: expect.stringMatching(ADMINISTRATOR_FIRST),
        },
      ],
    });
    expect(await facts()).toEqual(before);
    await office.pass(31 * 60_000);
    const { client, organisationName } = valueIn(await office.app.connect());
    expect(organisationName).toBe('Kauri Finance (NZ)');
    valueIn(await client.readOrganisation());
  });

  it('other than the one that the settings name is not kept either', async () => {
    const office = await openOffice();
    const { tenantId: tenant } = await office.xero.control<{ tenantId: string }>(
      'POST',
      '/organisations',
      { name: 'Other Lender' },
    );
    await office.configure({ settings: { tenant } });
    const wrong = await office.connect({ organisation: 'Kauri' });
    expect(codeOf(wrong)).toBe('connection.other_organisation');
    expect(await findConnectionFacts(office.app.store.reader, GLOBAL)).toBeUndefined();
    valueIn(await office.connect({ organisation: 'Other Lender' }));
    expect(valueIn(await office.app.connect()).tenantId).toBe(tenant);
  });

  it('other than before is a hard stop too where the settings have changed to it meanwhile', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const { tenantId: tenant } = await office.xero.control<{ tenantId: string }>(
      'POST',
      '/organisations',
      { name: 'Other Lender' },
    );
    await office.configure({ settings: { tenant } });
    const wrong = await office.connect({ user: 'Ben Whittaker', organisation: 'Other Lender' });
    expect(codeOf(wrong)).toBe('connection.other_organisation');
  });

  it('just chosen at Xero is the one, though the person reaches others', async () => {
    const office = await openOffice();
    await office.xero.control('POST', '/organisations', { name: 'Other Lender' });
    await consent(office, { organisation: 'Kauri' });
    const { connection, warnings } = valueIn(
      await office.connect({ organisation: 'Other Lender' }),
    );
    expect(connection.organisationName).toBe('Other Lender');
    expect(warnings).toEqual([]);
    expect(valueIn(await office.app.connect()).organisationName).toBe('Other Lender');
  });

  it('of the same name that was made anew is another one', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await endLinks(office, 'web');
    await office.xero.control('POST', '/organisations', { name: 'Kauri Finance (NZ) 2' });
    const wrong = await office.connect({ organisation: 'Kauri Finance (NZ) 2' });
    expect(codeOf(wrong)).toBe('connection.other_organisation');
  });
});

describe('a contact', () => {
  it('that is wrong or missing is found by the plan as well', async () => {
    const lender = await openLender();
    const plan = async (defaultContact: string) => {
      await lender.configure({ settings: { defaultContact } });
      return planExportTask(lender.app, { entity: 'M', upTo: UP_TO, isPreview: true });
    };
    const wrong = valueIn(await plan('NOBODY'));
    expect(wrong.problems).toMatchObject([{ code: 'contact.default_missing' }]);
    const missing = valueIn(await plan(''));
    expect(missing.held).toMatchObject([
      { code: 'held.default_contact_missing', remedy: expect.stringContaining('Default Contact') },
    ]);
  });
});
