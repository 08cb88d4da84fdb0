import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from '../domain/problem.ts';
import { type ConnectedOrganisation, connectOrganisation } from '../tasks/connect-organisation.ts';
import { accessFor } from '../tasks/connection/access.ts';
import type { XeroPlace } from '../tasks/connection/xero-place.ts';
import { createRequestLog, type RequestLog } from '../tasks/request-log.ts';
import type { TaskContext } from '../tasks/task-context.ts';
import { setUpBooks } from '../tasks/twin-control.ts';
import { PRODUCTION_ADDRESSES } from '../xero/client/addresses.ts';
import type { XeroEffects } from '../xero/client/effects.ts';
import { type Twin, twinOf } from './twin.ts';

/** How Xero is reached in one mode, the same for everybody, so that all keep one pace. */
export interface WayToXero
  extends Pick<TaskContext, 'mode' | 'xero' | 'connect' | 'testOrganisation' | 'writeRequestLog'> {
  readonly twin: Twin | undefined;
  close(): Promise<void>;
}

type Books = Pick<TaskContext, 'store' | 'keys' | 'act' | 'mode'> & { readonly dataFolder: string };

/** Opens it; a twin starts only when it is first needed. */
export function openWay(books: Books, effects: XeroEffects): WayToXero {
  const { store, mode, act, dataFolder } = books;
  const twin = mode === 'test' ? twinOf(store, dataFolder) : undefined;
  const xero = placeOf(effects, twin);
  const log = createRequestLog({ store, act });
  return {
    mode,
    twin,
    xero,
    connect: connector({ ...books, xero }, log),
    writeRequestLog: log.flush,
    testOrganisation: twin && {
      isFixed: () => existsSync(join(dataFolder, 'twin', 'books.db')),
      setUp: async (wanted) => {
        const found = await twin.find();
        if (!found.ok) return found;
        const { address, description } = found.value;
        return setUpBooks(address, description.organisations[0]?.tenantId ?? '', wanted);
      },
    },
    close: async () => {
      await log.flush();
      await twin?.close();
    },
  };
}

/** Where Xero is: production talks to Xero and nothing else, test mode to a twin. */
function placeOf(effects: XeroEffects, twin: Twin | undefined): TaskContext['xero'] {
  return async () => {
    if (twin === undefined) return succeed({ addresses: PRODUCTION_ADDRESSES, effects, twin });
    const found = await twin.find();
    if (!found.ok) return found;
    const { address, description } = found.value;
    const addresses = { loginUrl: address, identityUrl: address, apiUrl: address };
    return succeed<XeroPlace>({ addresses, effects, twin: description });
  };
}

/** One client for each organisation, so that its token and its pace are shared. */
function connector(
  context: Pick<TaskContext, 'store' | 'mode' | 'keys' | 'act' | 'xero'>,
  log: RequestLog,
): TaskContext['connect'] {
  const kept = new Map<string, ConnectedOrganisation>();
  return async (entity = '') => {
    const place = await context.xero();
    if (!place.ok) return place;
    const found = await accessFor(context, place.value, entity);
    if (!found.ok) return found;
    const { access, key } = found.value;
    const known = kept.get(key);
    if (known !== undefined) return succeed(known);
    const connected = await connectOrganisation(access, place.value.effects, log.note);
    if (connected.ok) kept.set(key, connected.value);
    return connected;
  };
}
