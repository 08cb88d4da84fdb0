import { Anchor, Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ReplyOf } from '../../../api/contract/endpoint.ts';
import { addEntity, listEntities } from '../../../api/contract/entities.ts';
import { callApi } from '../../call-api.ts';
import { TextField } from '../../forms/fields.tsx';
import { reading } from '../../queries.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import type { Column } from '../../ui/table-rows.ts';
import { useMay } from '../../use-may.ts';

type Row = ReplyOf<typeof listEntities>['entities'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    title: 'Code',
    text: ({ code }) => code,
    show: ({ code }) => (
      <Anchor component={Link} to={`/admin/entities/${encodeURIComponent(code)}`}>
        {code}
      </Anchor>
    ),
  },
  { title: 'Description', text: ({ description }) => description },
  { title: 'Start Date', text: ({ startDate }) => startDate },
  {
    title: 'Connection of its own',
    text: ({ organisationName }) => organisationName || 'none, it uses the global one',
  },
];

/** Admin › Entities. */
export function EntitiesPage(): ReactNode {
  const { data, error } = useQuery(reading(listEntities));
  const [isAdding, setAdding] = useState(false);
  const mayChange = useMay('configure');
  return (
    <Page
      title="Entities"
      actions={mayChange && <Button onClick={() => setAdding(true)}>Add</Button>}
    >
      <Text c="dimmed">
        An entity is a company in the loan system, usually with an organisation of its own in Xero.
      </Text>
      <ProblemsOf error={error} />
      <DataTable
        caption="Entities"
        rows={data?.entities ?? []}
        columns={COLUMNS}
        keyOf={({ code }) => code}
        empty="There is no entity yet. Add the first one: every export belongs to an entity."
      />
      <Modal opened={isAdding} onClose={() => setAdding(false)} title="Add an entity">
        <AddEntity close={() => setAdding(false)} />
      </Modal>
    </Page>
  );
}

const NO_TRACKING = { basis: 'global', name: '' } as const;

function AddEntity({ close }: { close: () => void }): ReactNode {
  const [code, setCode] = useState('');
  const [description, setDescription] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const adding = useMutation({
    mutationFn: () =>
      callApi(addEntity, {
        body: {
          entity: {
            ...{ code: code.trim(), description },
            ...{ trackingA: NO_TRACKING, trackingB: NO_TRACKING },
          },
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      await navigate({ to: `/admin/entities/${encodeURIComponent(code.trim())}` });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label="Code"
        value={code}
        onChange={setCode}
        isRequired
        maxLength={100}
        help="Short, as files name it. It cannot be changed later."
      />
      <TextField
        label="Description"
        value={description}
        onChange={setDescription}
        help="The name of the company. It may stay blank."
      />
      <ProblemsOf error={adding.error} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={adding.isPending}>
          Add
        </Button>
      </Group>
    </form>
  );
}
