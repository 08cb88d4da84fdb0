import { type Outcome, succeed } from '../../domain/problem.ts';
import type { XeroEffects } from './effects.ts';
import { type AccessToken, type SignIn, signIn } from './sign-in.ts';

/** Keeps the access token in memory, and nowhere else. */
export interface TokenKeeper {
  /** The token in use; signs in when there is none or it is about to end. Problems as `signIn`. */
  current(): Promise<Outcome<string>>;
  /** Xero said that this token has ended. */
  drop(token: string): void;
  /** Takes the secret and every token that is known out of a text. */
  redact(text: string): string;
}

const RENEW_AHEAD_MS = 5 * 60_000;

/** Renews five minutes ahead, or half way for a shorter life; asks once for all who wait. */
export function createTokenKeeper(options: SignIn): TokenKeeper {
  const { effects, credentials } = options;
  let kept: { token: string; renewAtMs: number } | undefined;
  let signingIn: Promise<Outcome<AccessToken>> | undefined;
  let secrets = [credentials.clientSecret];

  const renew = async (): Promise<Outcome<AccessToken>> => {
    const startMs = effects.monotonicMs();
    const outcome = await signIn(options);
    if (outcome.ok) {
      const { token, livesMs } = outcome.value;
      const aheadMs = Math.min(RENEW_AHEAD_MS, livesMs / 2);
      kept = { token, renewAtMs: startMs + livesMs - aheadMs };
      // The token before may still be in the answer of a call under way.
      secrets = [credentials.clientSecret, ...secrets.slice(1).slice(-1), token];
    }
    signingIn = undefined;
    return outcome;
  };
  return {
    async current() {
      if (kept !== undefined && isFresh(kept, effects)) return succeed(kept.token);
      signingIn ??= renew();
      const outcome = await signingIn;
      return outcome.ok ? succeed(outcome.value.token) : outcome;
    },
    drop(token) {
      if (kept?.token === token) kept = undefined;
    },
    redact: (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text),
  };
}

function isFresh(kept: { renewAtMs: number }, effects: XeroEffects): boolean {
  return effects.monotonicMs() < kept.renewAtMs;
}
