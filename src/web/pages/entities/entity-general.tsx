import type { ReactNode } from 'react';
import { fieldName } from '../../../domain/setting-names.ts';
import { TextField } from '../../forms/fields.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { EntityFrame } from './entity-frame.tsx';
import { OpeningBalances } from './opening-balances.tsx';
import { useEntityForm } from './use-entity-form.ts';

/** Entities › General. */
export function EntityGeneral(): ReactNode {
  const form = useEntityForm();
  const { values, set, isEditing } = form;
  const isReadOnly = !isEditing;
  return (
    <EntityFrame form={form}>
      <FormSection title="Code and Description.">
        <TextField
          label={fieldName('code')}
          value={values.code}
          onChange={() => undefined}
          isReadOnly
          help="As files name it. It does not change."
        />
        <TextField
          label={fieldName('description')}
          value={values.description}
          onChange={(value) => set('description', value)}
          isReadOnly={isReadOnly}
          help="The name of the company. It may stay blank."
        />
      </FormSection>
      <FormSection title="What is posted.">
        <TextField
          label={fieldName('startDate')}
          value={values.startDate}
          onChange={(value) => set('startDate', value.trim())}
          isReadOnly={isReadOnly}
          help="The first date that is posted from here, YYYY-MM-DD. What is older was posted by other means. Blank: in production mode nothing is planned."
        />
        <TextField
          label={fieldName('monthsInAccountingPeriod')}
          value={String(values.monthsInAccountingPeriod)}
          onChange={(value) => set('monthsInAccountingPeriod', monthsIn(value))}
          isReadOnly={isReadOnly}
          help="How many months one accounting period has; 1 is usual."
        />
      </FormSection>
      <OpeningBalances
        rows={values.openingBalances}
        isReadOnly={isReadOnly}
        change={(rows) => set('openingBalances', rows)}
      />
    </EntityFrame>
  );
}

function monthsIn(text: string): number {
  const digits = text.replaceAll(/\D/g, '').slice(0, 4);
  return digits === '' ? 1 : Number(digits);
}
