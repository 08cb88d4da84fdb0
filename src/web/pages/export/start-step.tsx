import { Button, Group, Radio, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ExportSearch } from './export-search.ts';

/** A new batch, or one again. */
export function StartStep({ search }: { search: ExportSearch }): ReactNode {
  const navigate = useNavigate();
  const [kind, setKind] = useState(search.batch === undefined ? 'new' : 'again');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const step = kind === 'new' ? 'options' : 'again';
    void navigate({ to: '/export/new', search: { ...search, step } });
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <Radio.Group label="What do you want to do?" value={kind} onChange={setKind}>
          <Stack mt="xs">
            <Radio
              value="new"
              label="Create a new batch"
              description="Everything that waits for export up to a day. Nothing is stored before you have seen it."
            />
            <Radio
              value="again"
              label="Re-export a batch"
              description="A batch that was exported before: get its files once more, or take it back out of Xero and export its rows anew."
            />
          </Stack>
        </Radio.Group>
        <Group>
          <Button type="submit">Next</Button>
        </Group>
      </Stack>
    </form>
  );
}
