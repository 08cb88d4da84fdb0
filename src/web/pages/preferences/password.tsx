import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { changePassword } from '../../../api/contract/session.ts';
import { SHORTEST_PASSWORD } from '../../../domain/people.ts';
import { callApi } from '../../call-api.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';

const BLANK = { current: '', password: '', again: '' };

/** User Preferences › General › Password: one's own, by the present one. */
export function PasswordPreferences(): ReactNode {
  const [typed, setTyped] = useState(BLANK);
  const { current, password, again } = typed;
  const isDifferent = again !== '' && again !== password;
  const changing = useMutation({
    mutationFn: () => callApi(changePassword, { body: { current, password } }),
    onSuccess: () => setTyped(BLANK),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (password === again) changing.mutate();
  };
  const field = (name: keyof typeof BLANK, label: string) => ({
    label,
    required: true,
    autoComplete: name === 'current' ? 'current-password' : 'new-password',
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormSection
          title="Change your password"
          help="You stay signed in here; every other browser in which you are signed in asks for the new password."
        >
          <PasswordInput {...field('current', 'Present password')} />
          <PasswordInput
            {...field('password', 'New password')}
            description={`At least ${SHORTEST_PASSWORD} characters; a few words in a row are fine`}
          />
          <PasswordInput
            {...field('again', 'The same once more')}
            error={isDifferent ? 'This is another text than above' : undefined}
          />
          <Group>
            <Button type="submit" loading={changing.isPending}>
              Change the password
            </Button>
          </Group>
        </FormSection>
        {changing.isSuccess && (
          <Alert role="status" color="green" icon={<IconCheck />} title="Your password is changed">
            Use it from now on.
          </Alert>
        )}
        <ProblemsOf error={changing.error} />
      </Stack>
    </form>
  );
}
