import { Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { signIn } from '../../api/contract/session.ts';
import { callApi } from '../call-api.ts';
import { queries, sessionQuery } from '../queries.ts';
import { NarrowPage } from '../ui/narrow-page.tsx';
import { ProblemsOf } from '../ui/problems.tsx';

export function SignInPage(): ReactNode {
  const { to = '/' } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const { data } = useQuery(sessionQuery);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const signing = useMutation({
    mutationFn: () => callApi(signIn, { body: { user, password } }),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: to.startsWith('/') ? to : '/' });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signing.mutate();
  };
  return (
    <NarrowPage title="Sign in to tieout">
      {data?.hasAdministrator === false && (
        <Text size="sm">
          Nobody can sign in yet. Open the link that the program printed when it started: with it
          the first administrator chooses a password.
        </Text>
      )}
      <form onSubmit={submit}>
        <TextInput
          label="User id"
          description="Your short name in this program, such as ADMIN"
          autoComplete="username"
          required
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <PasswordInput
          mt="sm"
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button mt="md" type="submit" fullWidth loading={signing.isPending}>
          Sign in
        </Button>
      </form>
      <ProblemsOf error={signing.error} />
    </NarrowPage>
  );
}
