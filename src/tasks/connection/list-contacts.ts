import type { Contact } from '../../domain/organisation.ts';
import { type Outcome, succeed } from '../../domain/problem.ts';
import type { TaskContext } from '../task-context.ts';

/** The contacts that a document may name, and where more are added. */
export interface ContactList {
  readonly organisationName: string;
  /** A page of Xero, or of the twin in test mode. */
  readonly addAddress: string;
  readonly contacts: readonly Contact[];
}

/** Xero's page of contacts. https://developer.xero.com/documentation/guides/how-to-guides/deep-link-xero */
const CONTACTS_PAGE = 'https://go.xero.com/Contacts/';

/** Asks Xero for the active contacts of an entity's organisation. Problems: those of connecting. */
export async function listContactsTask(
  context: TaskContext,
  entity: string,
): Promise<Outcome<ContactList>> {
  const [place, connected] = [await context.xero(), await context.connect(entity)];
  if (!place.ok) return place;
  if (!connected.ok) return connected;
  const listed = await connected.value.client.listContacts();
  if (!listed.ok) return listed;
  const { twin, addresses } = place.value;
  return succeed({
    organisationName: connected.value.organisationName,
    addAddress: twin === undefined ? CONTACTS_PAGE : addresses.apiUrl,
    contacts: listed.value.filter(({ isActive }) => isActive),
  });
}
