import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import { namesOf } from '../../store/connection-reader.ts';
import { credentialsOf, keptSecret } from '../settings/credentials.ts';
import { settingsInForce } from '../settings-in-force.ts';
import type { TaskContext } from '../task-context.ts';
import { connectCustom } from './connect-custom.ts';
import type { KeptConnection } from './keep-authorisation.ts';
import { beginConsent, type WaitingSignIn } from './sign-in.ts';

/** A person is asked in a browser, or a custom connection stands already. */
export type BegunFromPage =
  | { readonly waiting: WaitingSignIn; readonly kept: undefined }
  | { readonly waiting: undefined; readonly kept: KeptConnection };

/**
 * Signs in with the app that was entered on a page: of the global settings, or of an entity with
 * credentials of its own. Problems: `client_id.missing`, and those of beginning or of connecting.
 */
export async function beginFromPage(
  context: TaskContext,
  { entity, session }: { entity: string; session: string },
): Promise<Outcome<BegunFromPage>> {
  const inForce = await settingsInForce(context, entity);
  if (!inForce.ok) return inForce;
  const { settings, catalog } = inForce.value;
  const configured = catalog.entities.get(entity) ?? settings;
  const { grant, clientId } = await credentialsOf(context, entity, configured);
  if (entity !== '' && clientId === '') {
    return fail(problem('client_id.missing', namesOf({ entity })));
  }
  const secret = await keptSecret(context, entity);
  if (!secret.ok) return secret;
  const app = { entity, grant, clientId, keptSecret: secret.value, askSecret: async () => '' };
  const wanted = { ...app, scopeSet: 'granular' as const };
  if (grant === 'custom') {
    const kept = await connectCustom(context, wanted);
    return kept.ok ? succeed({ waiting: undefined, kept: kept.value }) : kept;
  }
  const begun = await beginConsent(context, { ...wanted, session });
  return begun.ok ? succeed({ waiting: begun.value, kept: undefined }) : begun;
}
