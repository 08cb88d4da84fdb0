import { Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { EditedPage } from '../../forms/edited-page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';
import { type SettingsForm, useSettingsForm } from './use-settings-form.ts';

/** One page of the global settings: what it is for, its fields, and OK, Cancel, Apply. */
export function SettingsFrame(props: {
  /** What the page is for, in the words of the screen. */
  intro: string;
  children: (form: SettingsForm) => ReactNode;
}): ReactNode {
  const { form, error } = useSettingsForm();
  if (error !== null) return <ProblemsOf error={error} />;
  if (form === undefined) return <Loader aria-label="Reading the settings" />;
  return (
    <EditedPage {...form}>
      <Text c="dimmed">{props.intro}</Text>
      <Stack gap="lg">{props.children(form)}</Stack>
    </EditedPage>
  );
}
