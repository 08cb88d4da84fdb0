import { Button, Group, MultiSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Given } from '../../../api/contract/endpoint.ts';
import type { undoExport } from '../../../api/contract/export-acts.ts';
import type { Document } from '../../../api/contract/exports.ts';
import { parseDate } from '../../../domain/dates.ts';
import { TickField } from '../../forms/fields.tsx';
import { kindWord } from '../../ui/batch-state.tsx';
import { useWhyNot } from '../../ui/why-not.ts';
import type { UndoSearch } from './undo-search.ts';

type UndoWanted = Given<typeof undoExport>['body'];

interface UndoFormProps {
  readonly parts: readonly Document[];
  readonly search: UndoSearch;
  readonly isBusy: boolean;
  readonly plan: (wanted: UndoWanted) => void;
  /** Told when something else is chosen than was planned. */
  readonly change: () => void;
}

interface Chosen {
  readonly what: 'all' | 'parts' | 'day';
  readonly parts: readonly string[];
  readonly day: string;
  readonly holdsRows: boolean;
  readonly acceptsEdits: boolean;
  readonly reason: string;
}

/** What is to be undone, and what becomes of its rows. */
export function UndoForm({ parts, search, isBusy, plan, change }: UndoFormProps): ReactNode {
  const [chosen, setChosen] = useState(() => firstChoice(search));
  const choose = (changed: Partial<Chosen>): void => {
    setChosen((now) => ({ ...now, ...changed }));
    if (search.plan !== undefined) change();
  };
  const whyNot = useWhyNot('export');
  const fault = faultOf(chosen);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fault === undefined) plan(wantedOf(chosen));
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <Radio.Group
          label="What is undone?"
          value={chosen.what}
          onChange={(what) => choose({ what: what as Chosen['what'] })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="all" label="The whole batch" />
            <Radio value="parts" label="Some documents" />
            <Radio value="day" label="The documents of one day" />
          </Stack>
        </Radio.Group>
        {chosen.what === 'parts' && <PartsField parts={parts} chosen={chosen} choose={choose} />}
        {chosen.what === 'day' && (
          <TextInput
            type="date"
            label="Day"
            description="Every document of the batch with this date"
            required
            value={chosen.day}
            onChange={(event) => choose({ day: event.currentTarget.value })}
          />
        )}
        <TickField
          label="Hold the rows?"
          help="Ticked, the rows wait until somebody releases them. Unticked, the next export takes them again."
          value={chosen.holdsRows}
          onChange={(holdsRows) => choose({ holdsRows })}
        />
        <TickField
          label="Also what somebody changed in Xero?"
          help="Unticked, a document that was edited in Xero stays as it is and is named. Ticked, it goes too, and a reason is needed."
          value={chosen.acceptsEdits}
          onChange={(acceptsEdits) => choose({ acceptsEdits })}
        />
        <Textarea
          label="Reason"
          description="Why, for the record. It may be left blank unless changed documents go too."
          autosize
          minRows={2}
          maxLength={1000}
          required={chosen.acceptsEdits}
          value={chosen.reason}
          onChange={(event) => choose({ reason: event.currentTarget.value })}
        />
        <Group>
          <Button type="submit" loading={isBusy} disabled={fault !== undefined || Boolean(whyNot)}>
            Show what would be done
          </Button>
          <span>{whyNot ?? fault}</span>
        </Group>
      </Stack>
    </form>
  );
}

function PartsField(props: {
  parts: readonly Document[];
  chosen: Chosen;
  choose: (changed: Partial<Chosen>) => void;
}): ReactNode {
  const { parts, chosen, choose } = props;
  return (
    <MultiSelect
      label="Documents"
      description="What holds rows together with a chosen document goes along; the plan names it"
      searchable
      data={parts.map(({ part, kind, date, total }) => ({
        value: String(part),
        label: `${part}: ${kindWord(kind)} of ${date}, ${total}`,
      }))}
      value={[...chosen.parts]}
      onChange={(next) => choose({ parts: next })}
    />
  );
}

function firstChoice({ parts, day }: UndoSearch): Chosen {
  const some = parts?.split(',').filter((part) => /^[1-9]\d*$/.test(part)) ?? [];
  const what = some.length > 0 ? 'parts' : 'all';
  const rest = { holdsRows: false, acceptsEdits: false, reason: '' };
  return { what: day === undefined ? what : 'day', parts: some, day: day ?? '', ...rest };
}

function faultOf({ what, parts, day, acceptsEdits, reason }: Chosen): string | undefined {
  if (what === 'parts' && parts.length === 0) return 'Choose at least one document.';
  if (what === 'day' && parseDate(day) === undefined) return 'Choose a day.';
  if (acceptsEdits && reason.trim() === '') return 'Say why changed documents go too.';
  return undefined;
}

function wantedOf({ what, parts, day, ...rest }: Chosen): UndoWanted {
  return {
    ...rest,
    ...(what === 'parts' ? { parts: parts.map(Number) } : {}),
    ...(what === 'day' ? { date: day } : {}),
  };
}
