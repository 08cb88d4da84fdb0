import type { TwinAddresses } from './command-line.ts';

/** A line of a manual journal as the twin's API gives it. */
export interface TwinLine {
  readonly AccountCode: string;
  readonly LineAmount: number;
  readonly Tracking: readonly { readonly Name: string; readonly Option: string }[];
}

interface TwinJournal {
  readonly ManualJournalID: string;
  readonly Status: string;
  readonly JournalLines: readonly TwinLine[];
}

/** Every line of every posted manual journal, read through the API as any other program would. */
export async function readTwinLines(twin: TwinAddresses): Promise<TwinLine[]> {
  const headers = await signIn(twin);
  const found: TwinLine[] = [];
  for (let page = 1; ; page += 1) {
    const address = `${twin.apiUrl}/api.xro/2.0/ManualJournals?page=${page}&pageSize=100`;
    const answer = await fetch(address, { headers });
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    const { ManualJournals } = (await answer.json()) as { ManualJournals: TwinJournal[] };
    if (ManualJournals.length === 0) return found;
    const posted = ManualJournals.filter(({ Status }) => Status === 'POSTED');
    found.push(...posted.flatMap(({ JournalLines }) => JournalLines));
  }
}

async function signIn({ apps, identityUrl, organisations }: TwinAddresses) {
  const app = apps.find(({ kind }) => kind === 'custom');
  const credentials = Buffer.from(`${app?.clientId}:${app?.clientSecret}`).toString('base64');
  const answer = await fetch(`${identityUrl}/connect/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return {
    authorization: `Bearer ${token}`,
    'xero-tenant-id': organisations[0]?.tenantId ?? '',
    accept: 'application/json',
  };
}
