import type { ReactNode } from 'react';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { TextField } from '../../forms/fields.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** Global Settings › General › Addresses. */
export function AddressSettings(): ReactNode {
  return (
    <SettingsFrame intro="Specify where people, Xero and the twin reach this program.">
      {({ values, set, isReadOnly, page }) => (
        <>
          <FormSection title="Where people open this program.">
            <TextField
              label={SETTING_NAMES.publicAddress}
              value={values.publicAddress}
              onChange={(value) => set('publicAddress', value)}
              isReadOnly={isReadOnly}
              help="Such as https://books.example, where a web server passes people on to it. Blank: it is used on this computer alone."
            />
            <TextField
              label={SETTING_NAMES.redirectUri}
              value={values.redirectUri}
              onChange={(value) => set('redirectUri', value)}
              isReadOnly={isReadOnly}
              inherited={page.redirectUri}
              help="Where Xero sends a browser back to. It must stand in the app at developer.xero.com letter by letter."
            />
          </FormSection>
          <FormSection title="The twin, which stands in for Xero in test mode.">
            <TextField
              label={SETTING_NAMES.twinUrl}
              value={values.twinUrl}
              onChange={(value) => set('twinUrl', value)}
              isReadOnly={isReadOnly}
              help="Only for a twin that was started by itself, at an address of this computer. Blank: this program runs its own."
            />
          </FormSection>
        </>
      )}
    </SettingsFrame>
  );
}
