import { Button, Group, Paper, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Offered } from '../../forms/fields.tsx';
import { ChoiceField } from '../../forms/fields.tsx';

/** Of which entity a report is made, and at which day where it has one. */
export function ReportForm(props: {
  entities: readonly Offered[];
  entity: string;
  /** Undefined where the report is of now. */
  date?: string | undefined;
  label: string;
  isRunning: boolean;
  onStart: (wanted: { entity: string; date: string }) => void;
}): ReactNode {
  const { entities, label, isRunning, onStart } = props;
  const [entity, setEntity] = useState(props.entity);
  const [date, setDate] = useState(props.date ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onStart({ entity, date });
  };
  return (
    <Paper component="form" withBorder p="md" onSubmit={submit}>
      <Group align="flex-end" gap="md">
        <ChoiceField
          label="Entity"
          help="Its organisation in Xero is read, with all entities that post to it."
          value={entity}
          onChange={setEntity}
          options={entities}
        />
        {props.date !== undefined && (
          <TextInput
            type="date"
            label="Date"
            description="Both sides are taken at the end of this day."
            required
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={isRunning}>
          {label}
        </Button>
      </Group>
    </Paper>
  );
}
