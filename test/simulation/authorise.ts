import { DatabaseSync } from 'node:sqlite';
import type { App } from '../../src/app.ts';
import type { Instant } from '../../src/domain/dates.ts';
import { saveConnection } from '../../src/store/connection-writer.ts';
import { recordSignIn } from '../../src/twin/identity/claims.ts';
import { connect } from '../../src/twin/identity/connections.ts';
import { issueAccessToken, issueRefreshToken } from '../../src/twin/identity/tokens.ts';
import { scopeNames } from '../../src/xero/client/scopes.ts';
import type { TwinLink } from './twin-link.ts';

/** Where the twin's books lie, and who asks for what there. */
export interface Authorising {
  readonly twin: TwinLink;
  readonly booksFile: string;
  readonly twinNowMs: number;
}

/** A good access token is given up five minutes before its end. */
const GOOD_FOR_MS = 25 * 60_000;

/**
 * A person allows the web app to reach the books, as at the end of Xero's pages: tokens are issued,
 * and kept here. The pages themselves are no part of a seed.
 */
export async function authorisePerson(
  app: App,
  { twin, booksFile, twinNowMs: now }: Authorising,
): Promise<void> {
  const { clientId, clientSecret } = twin.webApp;
  const { tenantId, organisationName, userId } = twin;
  const books = new DatabaseSync(booksFile);
  const { authEventId } = recordSignIn(books, now);
  connect(books, { clientId, userId, tenantId, authEventId, now });
  const scopes = scopeNames('web', 'granular');
  const grant = { clientId, userId, scopes, authEventId, now };
  const accessToken = issueAccessToken(books, grant);
  const refreshToken = issueRefreshToken(books, grant);
  books.close();
  const act = app.act();
  const accessUntil = new Date(Date.parse(act.at) + GOOD_FOR_MS).toISOString() as Instant;
  await saveConnection(app.store, act, {
    ring: app.keys,
    connection: {
      ...{ entity: '', app: { grant: 'web', clientId, clientSecret }, scopeSet: 'granular' },
      ...{ scopes, authorisedBy: 'Aroha Ngata', tenantId, organisationName },
      tokens: { accessToken, refreshToken, accessUntil },
    },
  });
}
