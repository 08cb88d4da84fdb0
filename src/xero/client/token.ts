import type { AppCredentials, ScopeSet } from '../../domain/connection.ts';
import { type Outcome, succeed } from '../../domain/problem.ts';
import type { IssuedTokens, OAuthParty } from './oauth.ts';
import { scopeNames } from './scopes.ts';
import { signIn } from './sign-in.ts';

/** Knows the access token in use. */
export interface TokenKeeper {
  /** The token in use; gets another when there is none or it is about to end. Problems as `signIn`. */
  current(): Promise<Outcome<string>>;
  /** Xero said that this token has ended. */
  drop(token: string): void;
  /** Takes the secret and every token that is known out of a text. */
  redact(text: string): string;
}

/** An access token is no longer given out so shortly before its end. */
const RENEW_AHEAD_MS = 5 * 60_000;

/** How long before its end a token of that life is renewed: five minutes, or half a shorter life. */
export function renewAheadMs(livesMs: number): number {
  return Math.min(RENEW_AHEAD_MS, livesMs / 2);
}

/** Keeps the token of a custom connection in memory and nowhere else; asks once for all who wait. */
export function createTokenKeeper(party: OAuthParty, scopeSet: ScopeSet = 'granular'): TokenKeeper {
  const { effects, app } = party;
  let kept: { token: string; renewAtMs: number } | undefined;
  let signingIn: Promise<Outcome<IssuedTokens>> | undefined;
  const secrets = createRedactor(app);

  const renew = async (): Promise<Outcome<IssuedTokens>> => {
    const startMs = effects.monotonicMs();
    const outcome = await signIn(party, scopeNames(app.grant, scopeSet));
    if (outcome.ok) {
      const { accessToken: token, accessLivesMs } = outcome.value;
      kept = { token, renewAtMs: startMs + accessLivesMs - renewAheadMs(accessLivesMs) };
      secrets.add(token);
    }
    signingIn = undefined;
    return outcome;
  };
  return {
    async current() {
      if (kept !== undefined && effects.monotonicMs() < kept.renewAtMs) return succeed(kept.token);
      signingIn ??= renew();
      const outcome = await signingIn;
      return outcome.ok ? succeed(outcome.value.accessToken) : outcome;
    },
    drop(token) {
      if (kept?.token === token) kept = undefined;
    },
    redact: secrets.redact,
  };
}

/** Takes an app's secret and the last tokens out of texts; one before may be in a call under way. */
export function createRedactor({ clientSecret }: AppCredentials): {
  add(token: string): void;
  redact(text: string): string;
} {
  let tokens: string[] = [];
  return {
    add: (token) => {
      tokens = [...tokens.slice(-3), token];
    },
    redact: (text) =>
      [clientSecret, ...tokens]
        .filter((secret) => secret !== '')
        .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text),
  };
}
