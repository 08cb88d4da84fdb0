import { Button, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ReplyOf } from '../../../api/contract/endpoint.ts';
import { readExportOptions } from '../../../api/contract/export-acts.ts';
import { parseDate } from '../../../domain/dates.ts';
import { EXPORT_ID_TEMPLATES, exampleExportId } from '../../../domain/export-id.ts';
import { ChoiceField, SuggestField, TickField } from '../../forms/fields.tsx';
import { reading } from '../../queries.ts';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import { type ExportSearch, optionsOf, streamsOf } from './export-search.ts';

type Offered = ReplyOf<typeof readExportOptions>;

/** What goes into the batch, and under which id. */
export function OptionsStep({ search }: { search: ExportSearch }): ReactNode {
  const { data, error } = useQuery(reading(readExportOptions));
  return (
    <>
      <ProblemsOf error={error} />
      {data !== undefined && <OptionsForm search={search} offered={data} />}
    </>
  );
}

const LOCKED =
  '"Allow User to modify General Ledger Export settings?" is off in Global Settings, GL and Accounting';

function OptionsForm({ search, offered }: { search: ExportSearch; offered: Offered }): ReactNode {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(() => firstChoice(search, offered));
  const choose = (changed: Partial<ExportSearch>): void => {
    const next = { ...chosen, ...changed };
    setChosen(next);
    void navigate({ to: '/export/new', search: next, replace: true });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const whole = { ...chosen, exportId: chosen.exportId || offered.exportId };
    if (optionsOf(whole) === undefined) return;
    void navigate({ to: '/export/new', search: { ...whole, step: 'preview' } });
  };
  const { entity = '', upTo = '', exportId = '' } = chosen;
  const own = offered.entities.find(({ code }) => code === entity);
  const lockedBecause = offered.mayModify ? undefined : LOCKED;
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <SuggestField
          label="Export Id"
          help={`Names the batch here and in Xero. Choose a template or type one of [YYYYMMDD] [YYYYMM] [Seq] [Entity] [User], or a whole id. Blank: the default of Global Settings. ${exampleOf(exportId, { upTo, entity })}`}
          lockedBecause={lockedBecause}
          value={exportId}
          onChange={(text) => choose({ exportId: text })}
          suggestions={EXPORT_ID_TEMPLATES}
        />
        <ChoiceField
          label="Entity"
          help="Whose transactions are exported; they go to its organisation in Xero."
          value={entity}
          onChange={(code) => choose({ entity: code })}
          options={offered.entities.map(({ code, description }) => ({
            value: code,
            label: description === '' ? code : `${code}: ${description}`,
          }))}
          isRequired
        />
        <Problems problems={own?.problems ?? []} />
        <TextInput
          type="date"
          label="Up to"
          description="The last day that is exported, by the date of each transaction. Everything before it that still waits goes too."
          required
          value={upTo}
          onChange={(event) => choose({ upTo: event.currentTarget.value })}
        />
        <StreamFields
          streams={streamsOf(chosen.streams)}
          lockedBecause={lockedBecause}
          choose={(streams) => choose({ streams: streams.join(',') })}
        />
        <Group>
          <Button type="submit">Preview</Button>
        </Group>
      </Stack>
    </form>
  );
}

type Stream = ReturnType<typeof streamsOf>[number];

function StreamFields(props: {
  streams: readonly Stream[];
  lockedBecause: string | undefined;
  choose: (streams: readonly Stream[]) => void;
}): ReactNode {
  const { streams, lockedBecause, choose } = props;
  const toggle = (stream: Stream) => (isOn: boolean) =>
    choose(isOn ? [...streams, stream] : streams.filter((one) => one !== stream));
  return (
    <Fieldset legend="What is transferred">
      <Stack gap="sm">
        <TickField
          label="Transfer journals?"
          help="Fees, interest, payments and everything else that posts to the general ledger."
          lockedBecause={lockedBecause}
          value={streams.includes('journals')}
          onChange={toggle('journals')}
          error={streams.length === 0 ? 'Tick at least one of the two' : undefined}
        />
        <TickField
          label="Transfer bank transactions?"
          help="Spend and receive money on bank accounts, for Xero's bank reconciliation."
          lockedBecause={lockedBecause}
          value={streams.includes('bank')}
          onChange={toggle('bank')}
        />
      </Stack>
    </Fieldset>
  );
}

function firstChoice(search: ExportSearch, offered: Offered): ExportSearch {
  const { job: _, making: __, ...chosen } = search;
  const [only, ...others] = offered.entities;
  const kept = offered.mayModify ? chosen : { ...chosen, exportId: undefined, streams: undefined };
  return {
    ...chosen,
    step: 'options',
    entity: chosen.entity ?? (others.length === 0 ? (only?.code ?? '') : ''),
    upTo: chosen.upTo ?? lastDayOfLastMonth(),
    exportId: kept.exportId || offered.exportId,
    streams: kept.streams ?? offered.streams.join(','),
  };
}

/** Most exports close a month. */
function lastDayOfLastMonth(): string {
  const now = new Date();
  const last = new Date(Date.UTC(now.getFullYear(), now.getMonth(), 0));
  return last.toISOString().slice(0, 10);
}

function exampleOf(template: string, { upTo, entity }: { upTo: string; entity: string }): string {
  const day = parseDate(upTo);
  if (day === undefined || template === '') return '';
  return `For example ${exampleExportId(template, { upTo: day, entity, user: 'ADMIN' })}.`;
}
