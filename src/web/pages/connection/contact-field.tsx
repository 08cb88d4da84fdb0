import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type Contact, contactsShape, listContacts } from '../../../api/contract/connection.ts';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { FieldWithButtons, IconButton } from '../../forms/field-with-buttons.tsx';
import { TextField } from '../../forms/fields.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { useWork } from '../../use-work.ts';
import type { SectionProps } from './section-props.ts';

interface ContactProps extends SectionProps<{ readonly defaultContact: string }> {
  readonly inherited?: string | undefined;
}

/** The contact named on documents that need one: picked, typed or pasted. */
export function ContactField(props: ContactProps): ReactNode {
  const { entity, values, set, isReadOnly, saveFirst, inherited } = props;
  const asking = useWork(listContacts, contactsShape);
  const [isOpen, setOpen] = useState(false);
  const ask = (): void => saveFirst.run(() => asking.start({ entity }));
  const open = (): void => {
    setOpen(true);
    if (asking.result === undefined) asking.start({ entity });
  };
  const { result } = asking;
  return (
    <>
      <FieldWithButtons
        buttons={
          <IconButton
            label="Contacts in Xero"
            icon={<IconAddressBook size={18} />}
            onClick={() => saveFirst.run(open)}
          />
        }
      >
        <TextField
          label={SETTING_NAMES.defaultContact}
          value={values.defaultContact}
          onChange={(value) => set('defaultContact', value.trim())}
          isReadOnly={isReadOnly}
          inherited={inherited}
          help="ContactID or AccountNumber of a contact in Xero, picked, typed or pasted. Bank transactions need one; left blank, those without a contact of their own are held."
        />
      </FieldWithButtons>
      {result !== undefined && values.defaultContact !== '' && (
        <Text size="sm" role="status">
          {resolvedText(values.defaultContact, result.contacts, result.organisationName)}
        </Text>
      )}
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Contacts in Xero" size="xl">
        <Stack>
          <JobProgress job={asking.job} />
          <ProblemsOf error={asking.error} />
          {result !== undefined && result.contacts.length === 0 && (
            <NoContact {...result} verifyAgain={ask} />
          )}
          {result !== undefined && result.contacts.length > 0 && (
            <ContactTable
              contacts={result.contacts}
              isReadOnly={isReadOnly}
              choose={(contact) => {
                set('defaultContact', contact.accountNumber || contact.contactId);
                setOpen(false);
              }}
            />
          )}
        </Stack>
      </Modal>
    </>
  );
}

function resolvedText(wanted: string, contacts: readonly Contact[], organisation: string): string {
  const found = contacts.filter(
    ({ contactId, accountNumber }) => contactId === wanted || accountNumber === wanted,
  );
  const [only] = found;
  if (only === undefined) return `No contact of ${organisation} has this id or account number.`;
  if (found.length > 1) return `${found.length} contacts of ${organisation} have it: use the id.`;
  return `This is ${only.name}.`;
}

function NoContact(props: {
  organisationName: string;
  addAddress: string;
  verifyAgain: () => void;
}): ReactNode {
  const { organisationName, addAddress, verifyAgain } = props;
  return (
    <>
      <Text>
        {organisationName} holds no contact yet. Add one in Xero under Contacts, Add, save it, and
        verify again.
      </Text>
      <Group>
        <Anchor href={addAddress} target="_blank" rel="noreferrer">
          Open Contacts in Xero
        </Anchor>
        <Button variant="default" onClick={verifyAgain}>
          Verify again
        </Button>
      </Group>
    </>
  );
}

function ContactTable(props: {
  contacts: readonly Contact[];
  isReadOnly: boolean;
  choose: (contact: Contact) => void;
}): ReactNode {
  const { contacts, isReadOnly, choose } = props;
  return (
    <DataTable
      caption="Contacts"
      rows={contacts}
      keyOf={({ contactId }) => contactId}
      empty=""
      columns={[
        { title: 'Name', text: ({ name }) => name },
        { title: 'AccountNumber', text: ({ accountNumber }) => accountNumber },
        { title: 'ContactID', text: ({ contactId }) => contactId },
        {
          title: 'Choice',
          text: () => '',
          show: (contact) => (
            <Button
              size="xs"
              variant="default"
              disabled={isReadOnly}
              onClick={() => choose(contact)}
              aria-label={`Use ${contact.name}`}
            >
              Use
            </Button>
          ),
        },
      ]}
    />
  );
}
