import type { AppCredentials } from '../../src/domain/connection.ts';
import {
  createXeroClient,
  type XeroClient,
  type XeroClientOptions,
} from '../../src/xero/client/client.ts';
import { createTokenKeeper } from '../../src/xero/client/token.ts';

export type CustomClientOptions = Omit<XeroClientOptions, 'tokens'> & {
  credentials: Pick<AppCredentials, 'clientId' | 'clientSecret'>;
};

/** A client that signs in as a custom connection. */
export function customClient({ credentials, ...options }: CustomClientOptions): XeroClient {
  const { addresses, effects } = options;
  const app: AppCredentials = { grant: 'custom', ...credentials };
  return createXeroClient({ ...options, tokens: createTokenKeeper({ addresses, app, effects }) });
}
