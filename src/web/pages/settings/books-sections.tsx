import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { ChoiceField, SuggestField, TickField } from '../../forms/fields.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import type { SettingsForm } from './use-settings-form.ts';

const EXPORT_TYPES = [
  { value: 'xero', label: 'Xero' },
  { value: 'xeroJournalFile', label: 'Xero Journal File' },
] as const;

const EXPORT_IDS = [
  '[YYYYMMDD].[Seq]',
  '[YYYYMM].[Seq]',
  '[Entity].[YYYYMMDD].[Seq]',
  '[Entity].[YYYYMM].[Seq]',
  '[YYYYMMDD].[User].[Seq]',
];

/** Goods and services tax, accounting periods, and the general ledger itself. */
export function BooksSections({ form }: { form: SettingsForm }): ReactNode {
  const { values, set, page, isReadOnly } = form;
  const field = <Key extends keyof typeof values & keyof typeof SETTING_NAMES>(key: Key) => ({
    ...{ label: SETTING_NAMES[key], isReadOnly, value: values[key] },
    onChange: (value: (typeof values)[Key]) => set(key, value),
  });
  return (
    <>
      <FormSection title="Specify whether to use Goods and Services Tax.">
        <TickField
          {...field('useGst')}
          help="Tick it if GST is to go to Xero with what is exported. Without the tick every line goes without tax."
        />
        <ChoiceField
          {...field('exemptGstCode')}
          options={page.gstCodes.map(({ code, description }) => {
            return { value: code, label: `${code}: ${description}` };
          })}
          canBeBlank
          help="For what bears no GST. Blank is advised for Xero: an exempt line then goes with the tax type that means no GST."
        />
      </FormSection>
      <FormSection title="Specify whether to use Accounting Periods?">
        <TickField
          {...field('useAccountingPeriods')}
          help="With the tick, a period that is closed here takes no more postings. Without it periods are hidden and lock nothing; the lock dates of Xero hold in any case."
        />
      </FormSection>
      <FormSection title="Specify whether to use General Ledger.">
        <TickField
          {...field('useGeneralLedger')}
          help="Without the tick nothing is planned and nothing is sent."
        />
        <ChoiceField
          {...field('exportType')}
          options={EXPORT_TYPES}
          help="Xero posts by Xero's own interface. Xero Journal File writes a file that somebody imports in Xero."
        />
        <TickField
          {...field('allowUserToModifyExportSettings')}
          help="Without the tick the options of an export are shown to whoever runs it and cannot be changed there."
        />
        <SuggestField
          {...field('defaultExportId')}
          suggestions={EXPORT_IDS}
          help={
            <>
              The name of a new batch. Choose one, or write your own with{' '}
              <Text span inherit ff="monospace">
                [YYYYMMDD] [YYYYMM] [Seq] [Entity] [User]
              </Text>
              .
            </>
          }
        />
        <TickField
          {...field('useNewInterface')}
          help="Needed for posting to Xero. Without the tick there are file exports only."
        />
      </FormSection>
    </>
  );
}
