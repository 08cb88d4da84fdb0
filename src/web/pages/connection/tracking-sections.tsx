import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  checkTracking,
  createTracking,
  trackingMadeShape,
  trackingShape,
} from '../../../api/contract/connection.ts';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { ChoiceField, type Offered, TextField } from '../../forms/fields.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import { useMay } from '../../use-may.ts';
import { useWork } from '../../use-work.ts';
import type { SectionProps } from './section-props.ts';
import { TrackingTables } from './tracking-tables.tsx';

interface Choice<Basis extends string> {
  readonly basis: Basis;
  readonly name: string;
}

interface TrackingValues<Basis extends string> {
  readonly trackingA: Choice<Basis>;
  readonly trackingB: Choice<Basis>;
}

type Bases = 'global' | 'none' | 'department' | 'branch';

export const OPTION_BASES = [
  { value: 'none', label: 'None' },
  { value: 'department', label: 'Department' },
  { value: 'branch', label: 'Branch' },
] as const;
export const ENTITY_BASES = [{ value: 'global', label: 'Global' }, ...OPTION_BASES] as const;

interface TrackingProps<Basis extends Bases> extends SectionProps<TrackingValues<Basis>> {
  readonly bases: readonly Offered<Basis>[];
  /** Of the global settings, on an entity's page. */
  readonly inherited?: TrackingValues<Bases>;
}

/** Tracking categories A and B, and how they stand beside those of Xero. */
export function TrackingSections<Basis extends Bases>(props: TrackingProps<Basis>): ReactNode {
  return (
    <>
      <Slot {...props} slot="trackingA" />
      <Slot {...props} slot="trackingB" />
      <Comparison entity={props.entity} saveFirst={props.saveFirst} />
    </>
  );
}

function Slot<Basis extends Bases>(
  props: TrackingProps<Basis> & { slot: 'trackingA' | 'trackingB' },
): ReactNode {
  const { slot, values, set, isReadOnly, bases, inherited } = props;
  const { basis, name } = values[slot];
  const global = inherited?.[slot];
  const isUsed = basis !== 'none';
  return (
    <FormSection title={`${SETTING_NAMES[slot]}.`}>
      <ChoiceField
        label="Option Basis"
        options={bases}
        value={basis}
        onChange={(value) => set(slot, { basis: value, name })}
        isReadOnly={isReadOnly}
        help={
          global === undefined
            ? 'What of the loan account chooses the option on each line. None: this category is not used.'
            : `What of the loan account chooses the option on each line. Global follows the global settings: ${wordOf(global.basis)}.`
        }
      />
      <TextField
        label="Name"
        value={name}
        onChange={(value) => set(slot, { basis, name: value })}
        isReadOnly={isReadOnly}
        maxLength={100}
        inherited={isUsed ? global?.name : undefined}
        help="As the tracking category is called in Xero. It is needed as soon as an option basis is chosen."
      />
    </FormSection>
  );
}

function wordOf(basis: Bases): string {
  return ENTITY_BASES.find(({ value }) => value === basis)?.label ?? basis;
}

function Comparison({
  entity,
  saveFirst,
}: Pick<TrackingProps<Bases>, 'entity' | 'saveFirst'>): ReactNode {
  const checking = useWork(checkTracking, trackingShape);
  const making = useWork(createTracking, trackingMadeShape);
  const mayChange = useMay('configure');
  const check = (): void => checking.start({ entity });
  const found = checking.result;
  return (
    <FormSection
      title="Check the tracking categories."
      help="Lays the names and options here beside those in Xero, and makes in Xero what is missing there. By hand it is done in Xero under Accounting, Advanced, Tracking categories."
    >
      <Group>
        <Button variant="default" loading={checking.isRunning} onClick={() => saveFirst.run(check)}>
          Check against Xero
        </Button>
        {found?.isMissing === true && found.problems.length === 0 && mayChange && (
          <Button
            loading={making.isRunning}
            onClick={() => saveFirst.run(() => making.start({ entity }))}
          >
            Create what is missing in Xero
          </Button>
        )}
      </Group>
      <ProblemsOf error={checking.error ?? making.error} />
      <JobProgress job={checking.job} />
      <JobProgress job={making.job} />
      <Problems problems={found?.problems ?? []} />
      {found !== undefined && (
        <TrackingTables found={found} made={making.result} checkAgain={check} />
      )}
    </FormSection>
  );
}
