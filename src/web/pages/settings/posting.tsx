import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { ChoiceField } from '../../forms/fields.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import type { SettingsForm } from './use-settings-form.ts';

const JOURNAL_STATUS = [
  { value: 'posted', label: 'Posted' },
  { value: 'draft', label: 'Draft' },
] as const;

const BANK_POSTING = [
  { value: 'clearing', label: 'A clearing account' },
  { value: 'direct', label: 'The control account directly' },
] as const;

const LOCK_POLICY = [
  { value: 'hold', label: 'Hold the row until the date is open' },
  { value: 'firstOpenDay', label: 'Move its journal to the first open day' },
] as const;

/** Global Settings › Accounts › Posting. */
export function PostingSettings(): ReactNode {
  return (
    <SettingsFrame intro="Specify how rows become journals and bank transactions.">
      {(form) => (
        <>
          <StreamsSection form={form} />
          <HowSection form={form} />
        </>
      )}
    </SettingsFrame>
  );
}

function StreamsSection({ form }: { form: SettingsForm }): ReactNode {
  const { values, set, isReadOnly } = form;
  return (
    <FormSection title="What an export transfers unless somebody chooses otherwise.">
      <Checkbox.Group
        label={SETTING_NAMES.streams}
        description="With neither, an export has nothing to transfer until somebody chooses."
        value={[...values.streams]}
        onChange={(chosen) => set('streams', inOrder(chosen))}
      >
        <Stack gap="xs" mt="xs">
          <Checkbox value="journals" label="Journals" disabled={isReadOnly} />
          <Checkbox value="bank" label="Bank transactions" disabled={isReadOnly} />
        </Stack>
      </Checkbox.Group>
    </FormSection>
  );
}

function HowSection({ form }: { form: SettingsForm }): ReactNode {
  const { values, set, isReadOnly } = form;
  return (
    <FormSection title="How they are posted.">
      <ChoiceField
        label={SETTING_NAMES.journalStatus}
        value={values.journalStatus}
        onChange={(value) => set('journalStatus', value)}
        options={JOURNAL_STATUS}
        isReadOnly={isReadOnly}
        help="A posted journal counts in Xero at once. A draft waits in Xero until somebody posts it there, and until then the balances do not tie out."
      />
      <ChoiceField
        label={SETTING_NAMES.bankPosting}
        value={values.bankPosting}
        onChange={(value) => set('bankPosting', value)}
        options={BANK_POSTING}
        isReadOnly={isReadOnly}
        help="With a clearing account the journal puts the amount in and the bank transaction takes it out, so that each can be checked by itself."
      />
      <ChoiceField
        label={SETTING_NAMES.lockDatePolicy}
        value={values.lockDatePolicy}
        onChange={(value) => set('lockDatePolicy', value)}
        options={LOCK_POLICY}
        isReadOnly={isReadOnly}
        help="Bank transactions are never moved, only held."
      />
    </FormSection>
  );
}

function inOrder(chosen: readonly string[]): ('journals' | 'bank')[] {
  return (['journals', 'bank'] as const).filter((one) => chosen.includes(one));
}
