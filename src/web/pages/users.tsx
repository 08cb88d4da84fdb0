import { Badge, Button, Group, VisuallyHidden } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { listUsers, newUserLink, type User, type UserLink } from '../../api/contract/users.ts';
import { LEVEL_NAMES } from '../../domain/people.ts';
import { callApi } from '../call-api.ts';
import { reading } from '../queries.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemsOf } from '../ui/problems.tsx';
import type { Column } from '../ui/table-rows.ts';
import { UserDialog } from './users/user-dialog.tsx';
import { UserLinkDialog } from './users/user-link-dialog.tsx';

/** Who may use the app: add somebody, change a level, keep somebody out, give a new link. */
export function UsersPage(): ReactNode {
  const { data, error } = useQuery(reading(listUsers));
  const [opened, setOpened] = useState<User | 'new'>();
  const [link, setLink] = useState<UserLink>();
  const linking = useMutation({
    mutationFn: (user: string) => callApi(newUserLink, { path: { user } }),
    onSuccess: setLink,
  });
  const actions: Column<User> = {
    title: 'Actions',
    text: () => null,
    show: (one) => (
      <Group gap="xs" wrap="nowrap">
        <Button size="xs" variant="default" onClick={() => setOpened(one)}>
          Change <Of user={one.user} />
        </Button>
        <Button size="xs" variant="default" onClick={() => linking.mutate(one.user)}>
          New link <Of user={one.user} />
        </Button>
      </Group>
    ),
  };
  return (
    <Page
      title="Users"
      actions={
        <Button
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => setOpened('new')}
        >
          Add a user
        </Button>
      }
    >
      <ProblemsOf error={error ?? linking.error} />
      <DataTable
        caption="Users"
        rows={data?.users ?? []}
        columns={[...COLUMNS, actions]}
        keyOf={({ user }) => user}
        empty="There is no user."
      />
      {opened !== undefined && (
        <UserDialog
          user={opened === 'new' ? undefined : opened}
          onClose={() => setOpened(undefined)}
          onAdded={setLink}
        />
      )}
      <UserLinkDialog link={link} onClose={() => setLink(undefined)} />
    </Page>
  );
}

const COLUMNS: readonly Column<User>[] = [
  { title: 'User id', text: ({ user }) => user },
  { title: 'Name', text: ({ name }) => name },
  { title: 'Level', text: ({ level }) => LEVEL_NAMES[level] },
  { title: 'May sign in', text: stateOf, show: (one) => <StateMark user={one} /> },
  { title: 'Added', text: ({ createdAt }) => createdAt.slice(0, 10) },
];

function stateOf({ isDisabled, hasPassword }: User): string {
  if (isDisabled) return 'no, disabled';
  return hasPassword ? 'yes' : 'once a password is chosen';
}

function StateMark({ user }: { user: User }): ReactNode {
  const color = user.isDisabled ? 'gray' : 'green';
  return (
    <Badge
      variant="light"
      autoContrast
      tt="none"
      miw="fit-content"
      color={user.hasPassword ? color : 'yellow'}
    >
      {stateOf(user)}
    </Badge>
  );
}

/** Names the user of a button to people who do not see its row. */
function Of({ user }: { user: string }): ReactNode {
  return <VisuallyHidden>&nbsp;of {user}</VisuallyHidden>;
}
