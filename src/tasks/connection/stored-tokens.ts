import { succeed } from '../../domain/problem.ts';
import type { OpenedConnection } from '../../store/connection-reader.ts';
import { createRedactor, type TokenKeeper } from '../../xero/client/token.ts';
import { goodTokens, type TokensWanted } from './renew-tokens.ts';

/** The tokens of a person's authorisation, which all programs share through the store. */
export function storedTokens(wanted: TokensWanted, { app, tokens }: OpenedConnection): TokenKeeper {
  const secrets = createRedactor(app);
  for (const token of [tokens?.accessToken, tokens?.refreshToken]) if (token) secrets.add(token);
  let ended: string | undefined;
  const current: TokenKeeper['current'] = async () => {
    const now = wanted.place.effects.clock.now();
    const found = await goodTokens(wanted, ({ tokens: held }) =>
      held === undefined ? false : held.accessUntil > now && held.accessToken !== ended,
    );
    if (!found.ok) return found;
    secrets.add(found.value.accessToken);
    secrets.add(found.value.refreshToken);
    return succeed(found.value.accessToken);
  };
  return {
    current,
    drop: (token) => {
      ended = token;
    },
    redact: secrets.redact,
  };
}
