import type { ScopeSet } from '../../domain/connection.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import { beginSignIn, findAsked, type PendingSignIn, takeSignIn } from '../../store/sign-ins.ts';
import {
  authorizeAddress,
  errorPageProblem,
  tryAuthorizeAddress,
} from '../../xero/client/authorize.ts';
import { type WantedScope, wantedScopes } from '../../xero/client/scopes.ts';
import { exchangeCode } from '../../xero/client/sign-in.ts';
import { createRedactor, type TokenKeeper } from '../../xero/client/token.ts';
import { settingsInForce } from '../settings-in-force.ts';
import type { TaskContext } from '../task-context.ts';
import { callbackIn, isAddress } from './callback.ts';
import { chosenApp, type WantedApp } from './chosen-app.ts';
import { type KeptConnection, keepAuthorisation } from './keep-authorisation.ts';
import { checkRedirectUri, redirectUriOf, redirectUriWarnings } from './redirect-uri.ts';
import { freshTokens } from './renew-tokens.ts';
import { partyAt } from './xero-place.ts';

/** A sign-in by a person that is to begin. */
export interface WantedSignIn extends WantedApp {
  readonly scopeSet: ScopeSet;
  /** Whoever begins must be the one who ends: a secret of this program's run, or of a browser. */
  readonly session: string;
}

/** A sign-in that waits for its browser. */
export interface WaitingSignIn {
  /** Where a person allows access. */
  readonly address: string;
  readonly redirectUri: string;
  /** What the person will be asked to allow, and why. */
  readonly scopes: readonly WantedScope[];
  readonly warnings: readonly Problem[];
}

/**
 * Begins a sign-in: remembers it, and gives the address for the browser. Where Xero would show its
 * error page, that is found here. Problems: of the app, `redirect_uri.not_allowed`, `xero_consent.*`.
 */
export async function beginConsent(
  context: TaskContext,
  wanted: WantedSignIn,
): Promise<Outcome<WaitingSignIn>> {
  const [settings, place] = [await settingsInForce(context, wanted.entity), await context.xero()];
  if (!settings.ok) return settings;
  if (!place.ok) return place;
  const app = await chosenApp(settings.value.settings, place.value, wanted);
  if (!app.ok) return app;
  const redirectUri = redirectUriOf(settings.value.settings);
  const wrong = checkRedirectUri(redirectUri);
  if (wrong.length > 0) return fail(...wrong);
  const { scopeSet, entity, session } = wanted;
  const party = partyAt(place.value, app.value);
  const begun = await authorizeAddress(party, { redirectUri, scopeSet });
  const { address, state, verifier } = begun;
  const tried = await tryAuthorizeAddress(party, { address, redirectUri });
  if (!tried.ok) return tried;
  await beginSignIn(context.store, context.act(), {
    ring: context.keys,
    proof: { state, session },
    signIn: { entity, app: app.value, scopeSet, redirectUri, verifier },
  });
  const scopes = wantedScopes(wanted.grant, scopeSet);
  const warnings = redirectUriWarnings(settings.value.settings);
  return succeed({ address, redirectUri, scopes, warnings });
}

/** The address that a browser came back with, and whose browser it was. */
export interface Callback {
  readonly text: string;
  readonly session: string;
}

/**
 * Ends a sign-in with what the browser brought back. Problems: `xero_consent.*`,
 * `xero_sign_in.*`, and those of keeping the authorisation.
 */
export async function endConsent(
  context: TaskContext,
  { text, session }: Callback,
): Promise<Outcome<KeptConnection>> {
  const place = await context.xero();
  if (!place.ok) return place;
  const answer = callbackIn(text);
  if (answer === undefined) return fail(await noAnswer(context, { text, session }));
  const { state, authorizationCode, refusal } = answer;
  const taken = await takeSignIn(context.store, context.act(), {
    ring: context.keys,
    proof: { state, session },
  });
  if (!taken.ok) return taken;
  if (refusal !== undefined) return fail(refusal);
  const { app, redirectUri, verifier } = taken.value;
  const callback = new URL(redirectUri);
  callback.search = String(new URLSearchParams({ code: authorizationCode, state }));
  const askedAt = context.act().at;
  const party = partyAt(place.value, app);
  const issued = await exchangeCode(party, { callback, state, verifier });
  if (!issued.ok) return issued;
  const { scopes = [], person, authEventId } = issued.value;
  const tokens = freshTokens(issued.value, askedAt);
  return keepAuthorisation(context, place.value, {
    ...taken.value,
    ...{ scopes, person, authEventId, tokens },
    keeper: onlyToken(taken.value, tokens.accessToken),
  });
}

/** A page of Xero that somebody pasted, or anything else. */
async function noAnswer(
  { store, mode }: TaskContext,
  { text, session }: Callback,
): Promise<Problem> {
  const asked = await findAsked(store.reader, { mode, session });
  const shown = isAddress(text) ? undefined : errorPageProblem(text, asked);
  return shown ?? problem('xero_consent.not_a_callback', { redirectUri: asked.redirectUri });
}

/** The token just got, for the first look; it is not renewed. */
function onlyToken({ app }: PendingSignIn, accessToken: string): TokenKeeper {
  const secrets = createRedactor(app);
  secrets.add(accessToken);
  return {
    current: async () => succeed(accessToken),
    drop: () => undefined,
    redact: secrets.redact,
  };
}
