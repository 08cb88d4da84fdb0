import type { AppCredentials, Grant } from '../../domain/connection.ts';
import type { XeroAddresses } from '../../xero/client/addresses.ts';
import type { XeroEffects } from '../../xero/client/effects.ts';
import type { OAuthParty } from '../../xero/client/oauth.ts';

/** Where Xero is in this mode: Xero itself, or a twin with apps of its own. */
export interface XeroPlace {
  readonly addresses: XeroAddresses;
  readonly effects: XeroEffects;
  /** Only in test mode. */
  readonly twin: TwinDescription | undefined;
}

/** What a twin says of itself. */
export interface TwinDescription {
  readonly apps: readonly {
    readonly kind: Grant;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUris: readonly string[];
  }[];
  readonly organisations: readonly { readonly tenantId: string; readonly name: string }[];
  readonly users: readonly {
    readonly userId: string;
    readonly name: string;
    readonly email: string;
  }[];
}

/** The place with the app that signs in there. */
export function partyAt({ addresses, effects }: XeroPlace, app: AppCredentials): OAuthParty {
  return { addresses, effects, app };
}

/** The twin's own app of a kind, or the one with a client id. */
export function twinApp(
  { twin }: XeroPlace,
  { grant, clientId }: { grant: Grant; clientId: string },
): AppCredentials | undefined {
  const found = twin?.apps.find((app) =>
    clientId === '' ? app.kind === grant : app.clientId === clientId,
  );
  return found && { grant, clientId: found.clientId, clientSecret: found.clientSecret };
}
