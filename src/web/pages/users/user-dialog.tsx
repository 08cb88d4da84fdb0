import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import {
  addUser,
  changeUser,
  listUsers,
  type User,
  type UserLink,
} from '../../../api/contract/users.ts';
import { LEVEL_NAMES, mayAdminister, USER_LEVELS, type UserLevel } from '../../../domain/people.ts';
import { callApi } from '../../call-api.ts';
import { ChoiceField, TextField, TickField } from '../../forms/fields.tsx';
import { sessionQuery } from '../../queries.ts';
import { ProblemsOf } from '../../ui/problems.tsx';

interface UserDialogProps {
  /** Undefined for a new one. */
  readonly user: User | undefined;
  readonly onClose: () => void;
  readonly onAdded: (link: UserLink) => void;
}

/** Adds or changes one user. */
export function UserDialog({ user, onClose, onAdded }: UserDialogProps): ReactNode {
  const [code, setCode] = useState(user?.user ?? '');
  const [name, setName] = useState(user?.name ?? '');
  const [level, setLevel] = useState<UserLevel>(user?.level ?? 'normal');
  const [isDisabled, setDisabled] = useState(user?.isDisabled ?? false);
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      if (user === undefined)
        onAdded(await callApi(addUser, { body: { user: code, name, level } }));
      else {
        const body = { name, level, isDisabled, basedOn: user.version };
        await callApi(changeUser, { path: { user: user.user }, body });
      }
    },
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: [listUsers.url] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={user === undefined ? 'Add a user' : `${user.user}: ${user.name}`}
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <TextField
            label="User id"
            help="Short, to sign in with, such as ANN; letters and figures without blanks"
            lockedBecause={user && 'A user id stays, since the audit trail names it.'}
            isRequired
            value={code}
            onChange={setCode}
          />
          <TextField
            label="Name"
            help="As people know the user; left blank, it is the user id"
            maxLength={100}
            value={name}
            onChange={setName}
          />
          <LevelField level={level} setLevel={setLevel} />
          {user !== undefined && (
            <TickField
              label="Disabled?"
              help="Ticked, the user is signed out everywhere at once and cannot sign in any more"
              value={isDisabled}
              onChange={setDisabled}
            />
          )}
          <ProblemsOf error={saving.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={saving.isPending}>
              OK
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function LevelField(props: { level: UserLevel; setLevel: (level: UserLevel) => void }): ReactNode {
  const { session } = useSuspenseQuery(sessionQuery).data;
  const own = session?.user.level ?? 'readOnly';
  const offered = USER_LEVELS.filter((one) => one === props.level || mayAdminister(own, one));
  return (
    <ChoiceField
      label="Level"
      help={MEANINGS[props.level]}
      options={offered.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
      value={props.level}
      onChange={props.setLevel}
    />
  );
}

const MEANINGS: Readonly<Record<UserLevel, string>> = {
  administrator: 'Does everything, settings and users included',
  normal: 'Looks, imports and exports; changes no settings and no users',
  readOnly: 'Looks, and changes nothing but the own password and preferences',
  userAdministrator: 'Looks after users other than administrators, and sees no figures',
};
