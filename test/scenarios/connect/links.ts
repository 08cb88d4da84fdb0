import type { Office } from './office.ts';

/** The links of an app to organisations, which a person sees in Xero under Connected apps. */
export async function endLinks(office: Office, kind: 'web' | 'custom'): Promise<void> {
  const { clientId } = office.appOf(kind);
  type Links = { id: string; clientId: string }[];
  for (const link of await office.xero.control<Links>('GET', '/connections')) {
    if (link.clientId === clientId) await office.xero.control('DELETE', `/connections/${link.id}`);
  }
}
