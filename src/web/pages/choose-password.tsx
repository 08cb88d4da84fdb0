import { Anchor, Button, PasswordInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { choosePassword } from '../../api/contract/session.ts';
import { SHORTEST_PASSWORD } from '../../domain/people.ts';
import { callApi } from '../call-api.ts';
import { NarrowPage } from '../ui/narrow-page.tsx';
import { ProblemsOf } from '../ui/problems.tsx';

/** Opened by a link whose secret stands behind the #, which no browser sends anywhere. */
export function ChoosePasswordPage(): ReactNode {
  const [secret] = useState(() => globalThis.location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const choosing = useMutation({
    mutationFn: () => callApi(choosePassword, { body: { secret, password } }),
  });
  const isDifferent = again !== '' && again !== password;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (again === password) choosing.mutate();
  };
  if (choosing.data !== undefined) {
    return (
      <NarrowPage title="Your password is set">
        <Text>Your user id is {choosing.data.user}.</Text>
        <Anchor component={Link} to="/sign-in">
          Sign in
        </Anchor>
      </NarrowPage>
    );
  }
  return (
    <NarrowPage title="Choose a password">
      <form onSubmit={submit}>
        <PasswordInput
          label="New password"
          description={`At least ${SHORTEST_PASSWORD} characters; a few words in a row are fine`}
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordInput
          mt="sm"
          label="The same once more"
          autoComplete="new-password"
          required
          error={isDifferent ? 'This is another text than above' : undefined}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <Button mt="md" type="submit" fullWidth loading={choosing.isPending}>
          Set the password
        </Button>
      </form>
      <ProblemsOf error={choosing.error} />
    </NarrowPage>
  );
}
