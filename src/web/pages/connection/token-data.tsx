import { Anchor, Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  beginSignIn,
  type Connection,
  endConnection,
  readConnection,
} from '../../../api/contract/connection.ts';
import type { Grant } from '../../../domain/connection.ts';
import { callApi } from '../../call-api.ts';
import { FieldWithButtons, IconButton } from '../../forms/field-with-buttons.tsx';
import type { SaveFirst } from '../../forms/use-save-first.tsx';
import { reading } from '../../queries.ts';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import { useMay } from '../../use-may.ts';

/** The authorisation by Xero: whose it is, how long it holds, and the way to a new one. */
export function TokenData(props: {
  entity: string;
  saveFirst: SaveFirst;
  grant: Grant;
  blockedBecause: string | undefined;
}): ReactNode {
  const { entity, saveFirst, grant, blockedBecause } = props;
  const { data, error } = useQuery(reading(readConnection, { query: { entity } }));
  const queries = useQueryClient();
  const mayConnect = useMay('configure');
  const beginning = useMutation({
    mutationFn: () => callApi(beginSignIn, { body: { entity } }),
    onSuccess: async ({ address }) => {
      if (address === null) await queries.invalidateQueries();
      else globalThis.location.assign(address);
    },
  });
  const connection = data?.connection ?? null;
  return (
    <>
      <FieldWithButtons
        buttons={
          <IconButton
            label="Refresh Token Data"
            icon={<IconRefresh size={18} />}
            isRunning={beginning.isPending}
            blockedBecause={mayConnect ? blockedBecause : 'Only an administrator connects to Xero.'}
            onClick={() => saveFirst.run(() => beginning.mutate())}
          />
        }
      >
        <TextInput
          label="Token Data"
          description={
            grant === 'custom'
              ? 'Refresh connects at once with client id and secret; nobody has to allow access.'
              : 'The permission of a Xero user. Refresh leads to Allow access in Xero, and back to this page. Blank: nobody has allowed access yet.'
          }
          value={tokenText(connection)}
          readOnly
          variant="filled"
        />
      </FieldWithButtons>
      {connection !== null && <Disconnect entity={entity} connection={connection} />}
      <Problems problems={data?.problems ?? []} />
      <Problems
        problems={[...(data?.warnings ?? []), ...(beginning.data?.warnings ?? [])]}
        isWarning
      />
      <ProblemsOf error={beginning.error ?? error} />
    </>
  );
}

function tokenText(connection: Connection | null): string {
  if (connection === null) return '';
  const { authorisedBy, authorisedAt, organisationName, daysLeft } = connection;
  const by = authorisedBy === '' ? '' : ` by ${authorisedBy}`;
  const to = organisationName === '' ? '' : ` for ${organisationName}`;
  const left = daysLeft === null ? '' : `, ${daysLeft} days left if it is not used`;
  return `Entered ${authorisedAt.slice(0, 10)}${by}${to}${left}`;
}

function Disconnect(props: { entity: string; connection: Connection }): ReactNode {
  const { entity, connection } = props;
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const mayConnect = useMay('configure');
  const ending = useMutation({
    mutationFn: () => callApi(endConnection, { query: { entity } }),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries();
    },
  });
  if (!mayConnect) return null;
  return (
    <>
      <Anchor component="button" type="button" size="sm" onClick={() => setAsking(true)}>
        Disconnect
      </Anchor>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title="Disconnect?" centered>
        <Text size="sm">
          The permission for {connection.organisationName || 'this app'} is taken back at Xero and
          forgotten here. What waits to be exported goes on waiting until somebody connects again.
        </Text>
        <ProblemsOf error={ending.error} />
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            Stay connected
          </Button>
          <Button color="red" loading={ending.isPending} onClick={() => ending.mutate()}>
            Disconnect
          </Button>
        </Group>
      </Modal>
    </>
  );
}
