import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openDesk } from '../cli/tieout.ts';
import { openBooks, TRANSACTIONS } from './books.ts';

const TWICE = { basis: 'department', name: 'Branch' } as const;

describe('one tracking category in both slots', () => {
  it('is refused where it is configured, also when only an entity stored before is reached', async () => {
    const desk = openDesk();
    const apply = (configuration: object) =>
      desk.json('config', 'apply', desk.write('lender.json', JSON.stringify(configuration)));
    const refused = { exitCode: 1, problems: [{ code: 'configuration.tracking_twice' }] };
    const globalB = { ...LENDER.settings, trackingB: TWICE };
    expect(await apply(lenderWith({ settings: globalB }))).toMatchObject(refused);
    const entities = [{ code: 'M', trackingB: TWICE }];
    expect(await apply(lenderWith({ entities }))).toMatchObject(refused);
    const settings = { trackingA: { basis: 'none', name: '' } } as const;
    expect(await apply(lenderWith({ entities, settings }))).toMatchObject({ exitCode: 0 });
    const later = { version: 1, settings: { trackingA: LENDER.settings.trackingA } };
    expect(await apply(later)).toMatchObject(refused);
  });

  it('stops a plan that finds it stored', async () => {
    const books = await openBooks(LENDER);
    await books.take('transactions', `${TRANSACTIONS}1,2026-05-04,L1,FEE,115.00,,,,\n`);
    await books.app.store.transact(books.app.act(), async (tx, audit) => {
      const row = { key: 'trackingB', value: JSON.stringify(TWICE) };
      await tx.insertInto('setting').values(row).execute();
      await audit('test.setting', 'trackingB');
    });
    expect((await books.plan('2026-05-31')).problems.map((one) => one.code)).toContain(
      'tracking.one_category_twice',
    );
  });
});
