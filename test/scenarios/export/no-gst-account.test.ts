import { expect, it } from 'vitest';
import type { AccountingDate } from '../../../src/domain/dates.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { readOrganisation } from '../../../src/export/read-organisation.ts';
import { runTieOut } from '../../../src/export/tie-out.ts';
import { loadCatalog } from '../../../src/store/catalog-reader.ts';
import { engineOn } from '../../../src/tasks/export-engine.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender } from './lender.ts';

it('does not guess where GST belongs in books without a GST account (tie_out.gst_account_missing)', async () => {
  const { app } = await openLender();
  const { client, tenantId } = valueIn(await app.connect('M'));
  const facts = valueIn(await readOrganisation(client, { tenantId, needsContacts: false }));
  const chart = facts.chart.filter((one) => one.systemAccount !== 'GST');
  const catalog = await loadCatalog(app.store.reader);
  const found = await runTieOut(engineOn(app, client), {
    mode: 'test',
    date: '2026-05-31' as AccountingDate,
    catalog,
    facts: { ...facts, chart },
    entities: [...catalog.entities.values()].map((entity) => ({
      entity,
      settings: DEFAULT_SETTINGS,
    })),
  });
  expect(found).toMatchObject({ ok: false, problems: [{ code: 'tie_out.gst_account_missing' }] });
});
