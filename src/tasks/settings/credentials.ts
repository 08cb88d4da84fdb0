import type { Grant } from '../../domain/connection.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import { namesOf } from '../../store/connection-reader.ts';
import {
  type EnteredApp,
  findXeroApp,
  openAppSecret,
  type SecretFacts,
} from '../../store/xero-apps.ts';
import type { TaskContext } from '../task-context.ts';

/** The app at Xero and the organisation, as a page shows them. */
export interface Credentials {
  readonly grant: Grant;
  readonly clientId: string;
  readonly secret: SecretFacts | undefined;
  /** Blank where nobody chose one. */
  readonly tenant: string;
}

/** As a page gives them; a blank secret leaves the one that is kept. */
export interface WantedCredentials extends Omit<Credentials, 'secret'> {
  readonly secret: string;
  readonly note: string;
}

type Configured = { readonly clientId: string; readonly tenant: string };

/**
 * What is entered for the global settings or an entity. Client id and tenant of production stand in
 * its configuration; those of test mode belong to the twin and are kept apart from it.
 */
export async function credentialsOf(
  { store, mode }: Pick<TaskContext, 'store' | 'mode'>,
  entity: string,
  configured: Configured,
): Promise<Credentials> {
  const kept = await findXeroApp(store.reader, { mode, entity });
  const { grant = 'web', secret } = kept ?? {};
  const place =
    mode === 'production'
      ? { clientId: configured.clientId, tenant: configured.tenant }
      : { clientId: kept?.clientId ?? '', tenant: kept?.testTenant ?? '' };
  return { grant, ...place, secret };
}

/** What of them goes where. Problems: `client_id.malformed`, `tenant.not_reachable`. */
export async function placeCredentials(
  context: Pick<TaskContext, 'mode' | 'xero'>,
  entity: string,
  wanted: WantedCredentials,
): Promise<Outcome<{ configured: Partial<Configured>; app: EnteredApp }>> {
  const { grant, secret, note } = wanted;
  const [clientId, tenant] = [wanted.clientId.trim(), wanted.tenant.trim()];
  if (!/^$|^[0-9A-Fa-f]{32}$/.test(clientId)) return fail(problem('client_id.malformed'));
  const app = { grant, clientId, secret: secret.trim(), note: note.trim(), testTenant: '' };
  if (context.mode === 'production') return succeed({ configured: { clientId, tenant }, app });
  const place = await context.xero();
  if (!place.ok) return place;
  const { organisations = [] } = place.value.twin ?? {};
  if (tenant !== '' && !organisations.some((one) => one.tenantId === tenant)) {
    const reachable = organisations.map((one) => `${one.name} (${one.tenantId})`).join(', ');
    return fail(problem('tenant.not_reachable', { ...namesOf({ entity }), tenant, reachable }));
  }
  return succeed({ configured: {}, app: { ...app, testTenant: tenant } });
}

/** The organisation of the twin that was chosen for an entity, or for all; blank where none was. */
export async function chosenInTest(
  { store }: Pick<TaskContext, 'store'>,
  entity: string,
): Promise<string> {
  const key = { mode: 'test', entity } as const;
  const own = (await findXeroApp(store.reader, key))?.testTenant ?? '';
  if (own !== '' || entity === '') return own;
  return (await findXeroApp(store.reader, { ...key, entity: '' }))?.testTenant ?? '';
}

/** The secret that was entered for the global settings or an entity; blank where none was. */
export async function keptSecret(
  { store, keys, mode }: Pick<TaskContext, 'store' | 'keys' | 'mode'>,
  entity: string,
): Promise<Outcome<string>> {
  return openAppSecret(store.reader, keys, { mode, entity });
}
