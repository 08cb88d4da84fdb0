import { Code, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { composeAccountCode, structureFaults } from '../../../domain/account-structure.ts';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { SuggestField } from '../../forms/fields.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { ContactField } from './contact-field.tsx';
import type { SectionProps } from './section-props.ts';
import { TenantField } from './tenant-field.tsx';

interface OptionValues {
  readonly tenant: string;
  readonly accountStructure: string;
  readonly defaultContact: string;
}

interface Example {
  readonly glAccount: string;
  readonly branch: string;
  readonly department: string;
  readonly entity: string;
}

const STRUCTURES = ['[GlAccount]', '[GlAccount]-[Branch]', '[GlAccount].[Department]'];

/** Tenant, account structure and default contact. */
export function ExportOptionsSection(
  props: SectionProps<OptionValues> & {
    title: string;
    example: Example;
    inherited?: OptionValues;
  },
): ReactNode {
  const { title, inherited, ...shared } = props;
  return (
    <FormSection title={title}>
      <TenantField {...shared} inherited={inherited?.tenant} />
      <AccountStructure {...shared} inherited={inherited?.accountStructure} />
      <ContactField {...shared} inherited={inherited?.defaultContact} />
    </FormSection>
  );
}

function AccountStructure(
  props: SectionProps<OptionValues> & { example: Example; inherited: string | undefined },
): ReactNode {
  const { values, set, isReadOnly, example, inherited } = props;
  const structure = values.accountStructure;
  const [fault] = structureFaults(structure);
  const parts = {
    glAccountCode: example.glAccount || '4100',
    branch: example.branch || 'EAST',
    department: example.department || 'LENDING',
    entity: example.entity || 'M',
  };
  const composed = composeAccountCode(structure || (inherited ?? ''), parts);
  return (
    <>
      <SuggestField
        label={SETTING_NAMES.accountStructure}
        value={structure}
        onChange={(value) => set('accountStructure', value)}
        suggestions={STRUCTURES}
        isReadOnly={isReadOnly}
        inherited={inherited}
        error={fault === undefined ? undefined : `This ${fault}.`}
        help="How the account code for Xero is made of [GlAccount] [Branch] [Department] [Entity]. Blank: the GL account code alone."
      />
      {fault === undefined && (
        <Text size="sm" role="status">
          Example: GL account {parts.glAccountCode}, branch {parts.branch}, department{' '}
          {parts.department} goes to Xero as <Code>{composed}</Code>
          {composed.length > 10 && ', which is longer than the 10 characters that Xero takes'}.
        </Text>
      )}
    </>
  );
}
