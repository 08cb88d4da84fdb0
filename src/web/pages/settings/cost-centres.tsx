import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { SettingsFrame } from './settings-frame.tsx';

/** Global Settings › Cost Centres › General. */
export function CostCentreSettings(): ReactNode {
  return (
    <SettingsFrame intro="Specify settings for Cost Centres.">
      {({ values, set, isReadOnly }) => (
        <FormSection title="Force Test Mode for all Services?">
          <Radio.Group
            aria-label="Force Test Mode for all Services?"
            value={values.forceTestMode ? 'forced' : 'allowed'}
            onChange={(value) => set('forceTestMode', value === 'forced')}
          >
            <Stack gap="sm">
              <Radio
                value="forced"
                disabled={isReadOnly}
                label={SETTING_NAMES.forceTestMode}
                description="Everybody works on the twin, whatever they prefer. Nothing reaches Xero, from no page and no command."
              />
              <Radio
                value="allowed"
                disabled={isReadOnly}
                label="Allow Production Mode based upon User Preferences?"
                description="Each user chooses in User Preferences, Cost Centres. This is the normal way to work."
              />
            </Stack>
          </Radio.Group>
        </FormSection>
      )}
    </SettingsFrame>
  );
}
