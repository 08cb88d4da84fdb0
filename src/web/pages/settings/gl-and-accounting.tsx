import type { ReactNode } from 'react';
import { useSaveFirst } from '../../forms/use-save-first.tsx';
import { CredentialsSection } from '../connection/credentials-section.tsx';
import { ExportOptionsSection } from '../connection/export-options-section.tsx';
import { OPTION_BASES, TrackingSections } from '../connection/tracking-sections.tsx';
import { VerifySection } from '../connection/verify-section.tsx';
import { BooksSections } from './books-sections.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import type { SettingsForm } from './use-settings-form.ts';

/** Global Settings › General › GL and Accounting. */
export function GlAndAccounting(): ReactNode {
  return (
    <SettingsFrame intro="Specify General Ledger and Accounting settings.">
      {(form) => <Sections form={form} />}
    </SettingsFrame>
  );
}

function Sections({ form }: { form: SettingsForm }): ReactNode {
  const { values, set, page, isReadOnly, hasChanges, save } = form;
  const saveFirst = useSaveFirst(hasChanges, save);
  const shared = { entity: '', values, set, isReadOnly, saveFirst };
  const isXero = values.exportType === 'xero';
  return (
    <>
      <BooksSections form={form} />
      {isXero && (
        <>
          <CredentialsSection
            {...shared}
            title="Enter Xero OAuth Credentials."
            secret={page.credentials.secret}
            redirectUri={page.redirectUri}
            log={{ value: values.logAllRequests, set: (value) => set('logAllRequests', value) }}
          />
          <ExportOptionsSection
            {...shared}
            title="Enter default Export Options."
            example={page.example}
          />
          <TrackingSections {...shared} bases={OPTION_BASES} />
        </>
      )}
      <VerifySection {...shared} />
      {saveFirst.dialog}
    </>
  );
}
