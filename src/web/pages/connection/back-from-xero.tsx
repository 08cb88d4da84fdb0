import { Anchor, Loader, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { finishSignIn } from '../../../api/contract/connection.ts';
import { callApi } from '../../call-api.ts';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';

const SETTINGS = '/tools/global-settings/gl-and-accounting';

/** Where a browser arrives that comes back from Xero: ends the sign-in and goes to its page. */
export function BackFromXero(): ReactNode {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isBegun = useRef(false);
  const ending = useMutation({
    mutationFn: (answer: string) => callApi(finishSignIn, { body: { answer } }),
    onSuccess: async ({ entity, organisationName, warnings }) => {
      await queries.invalidateQueries();
      notifications.show({
        title: 'Access is allowed',
        message: warnings[0]?.message ?? `Connected to ${organisationName}.`,
      });
      const code = encodeURIComponent(entity);
      const to = entity === '' ? SETTINGS : `/admin/entities/${code}/general-ledger`;
      await navigate({ to, replace: true });
    },
  });
  const { mutate } = ending;
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    mutate(globalThis.location.hash.slice(1));
  }, [mutate]);
  return (
    <Page title="Back from Xero">
      {ending.error === null ? (
        <Loader aria-label="Ending the sign-in" />
      ) : (
        <Stack>
          <ProblemsOf error={ending.error} />
          <Text>Nothing was changed.</Text>
          <Anchor component={Link} to={SETTINGS}>
            Go to Global Settings
          </Anchor>
        </Stack>
      )}
    </Page>
  );
}
