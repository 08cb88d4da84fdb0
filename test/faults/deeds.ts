import type { App } from '../../src/app.ts';
import type { AccountingDate } from '../../src/domain/dates.ts';
import { resolveExportId } from '../../src/domain/export-id.ts';
import { decideDocument } from '../../src/export/decide.ts';
import { planBatch } from '../../src/export/plan.ts';
import { readOrganisation } from '../../src/export/read-organisation.ts';
import { sendBatch } from '../../src/export/send.ts';
import { undoBatch } from '../../src/export/undo.ts';
import { connectBatch } from '../../src/tasks/connect-batch.ts';
import { goodTokens } from '../../src/tasks/connection/renew-tokens.ts';
import { entityInForce } from '../../src/tasks/entity-settings.ts';
import { engineOn } from '../../src/tasks/export-engine.ts';
import { findBatch } from '../../src/tasks/send-export.ts';
import { valueIn } from '../outcomes.ts';
import { breakableEngine, breakableStore } from './breakable.ts';
import type { FailPoint } from './fail-point.ts';
import { importRows } from './rows.ts';

/** What a program was about when one of its effects failed. */
export type DeedName = 'plan' | 'send' | 'decide' | 'undo' | 'import' | 'renew';

const UP_TO = '2026-05-31' as AccountingDate;

type Deed = (app: App, point: FailPoint, exportId: string) => Promise<unknown>;

/** Each with its effects wrapped; what it reads before is not. */
export const DEEDS: Readonly<Record<DeedName, Deed>> = {
  plan: async (app, point) => {
    const inForce = valueIn(await entityInForce(app, 'M'));
    const { client, tenantId } = valueIn(await app.connect('M'));
    const facts = valueIn(await readOrganisation(client, { tenantId, needsContacts: true }));
    const { mode } = app;
    const { entity, settings } = inForce;
    const parts = { upTo: UP_TO, entity: entity.code, user: 'tester' };
    const pattern = resolveExportId(settings.defaultExportId, parts);
    const asked = { mode, facts, upTo: UP_TO, streams: settings.streams, pattern };
    const engine = breakableEngine(engineOn(app, client), point);
    return planBatch(engine, { ...inForce, ...asked, isPreview: false });
  },
  send: async (app, point, exportId) => {
    const { batch, engine, against } = await openBatch(app, point, exportId);
    return sendBatch(engine, batch, against);
  },
  decide: async (app, point, exportId) => {
    const { batch, engine, against } = await openBatch(app, point, exportId);
    const asked = { part: 1, decidedAs: 'notPosted', xeroId: undefined, isPreview: false } as const;
    const decided = await decideDocument(engine, batch, {
      against,
      asked: { ...asked, reason: 'It is void' },
    });
    return decided.ok
      ? sendBatch(engine, valueIn(await findBatch(app, exportId)), against)
      : decided;
  },
  undo: async (app, point, exportId) => {
    const { batch, engine, against } = await openBatch(app, point, exportId);
    const asked = { parts: undefined, date: undefined, holdsRows: false, acceptsEdits: false };
    return undoBatch(engine, batch, { against, asked: { ...asked, reason: '' } });
  },
  import: async (app, point) =>
    importRows({ ...app, store: breakableStore(app.store, point) }, point),
  renew: async (app, point) => {
    const place = valueIn(await app.xero());
    const { wait } = place.effects;
    const effects = {
      ...place.effects,
      wait: (milliseconds: number) => point.pass('wait', () => wait(milliseconds)),
    };
    return goodTokens(
      {
        context: { ...app, store: breakableStore(app.store, point) },
        place: { ...place, effects },
        entity: '',
      },
      ({ tokens }) => tokens !== undefined && tokens.accessUntil > app.act().at,
    );
  },
};

async function openBatch(app: App, point: FailPoint, exportId: string) {
  const batch = valueIn(await findBatch(app, exportId));
  const inForce = valueIn(await entityInForce(app, batch.entity));
  const { client, against } = valueIn(await connectBatch(app, batch, inForce));
  return { batch, engine: breakableEngine(engineOn(app, client), point), against };
}
