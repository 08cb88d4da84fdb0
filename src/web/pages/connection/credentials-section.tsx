import { Alert, Code, CopyButton, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy, IconFlask } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Credentials } from '../../../api/contract/settings.ts';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { FieldWithButtons, IconButton } from '../../forms/field-with-buttons.tsx';
import { ChoiceField, TextField, TickField } from '../../forms/fields.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { useSession } from '../../use-may.ts';
import type { CredentialValues, SectionProps } from './section-props.ts';
import { TokenData } from './token-data.tsx';

const GRANTS = [
  { value: 'web', label: 'Web app' },
  { value: 'desktop', label: 'Mobile or desktop app' },
  { value: 'custom', label: 'Custom connection' },
] as const;

interface CredentialsProps extends SectionProps<CredentialValues> {
  readonly title: string;
  readonly secret: Credentials['secret'];
  /** Shown with Copy on the global page. */
  readonly redirectUri?: string;
  readonly log?: { readonly value: boolean; readonly set: (value: boolean) => void };
  /** Stands first: an entity's choice to have its own. */
  readonly children?: ReactNode;
  /** Why there is nothing to authorise. */
  readonly blockedBecause?: string | undefined;
}

/** The app at developer.xero.com, and the authorisation that a person gave it. */
export function CredentialsSection(props: CredentialsProps): ReactNode {
  const { title, entity, values, set, isReadOnly, saveFirst, redirectUri, log } = props;
  const isLocked = isReadOnly || props.blockedBecause !== undefined;
  return (
    <FormSection title={title}>
      {props.children}
      <TestModeNote />
      {redirectUri !== undefined && <RedirectUri redirectUri={redirectUri} />}
      <ChoiceField
        label="Integration type"
        options={GRANTS}
        value={values.grant}
        onChange={(value) => set('grant', value)}
        isReadOnly={isLocked}
        help="As it was chosen when the app was made at Xero. A custom connection needs nobody to allow access."
      />
      <TextField
        label={SETTING_NAMES.clientId}
        value={values.clientId}
        onChange={(value) => set('clientId', value)}
        isReadOnly={isLocked}
        help="Copied from the app at developer.xero.com, Configuration."
      />
      {values.grant !== 'desktop' && <ClientSecret {...props} isReadOnly={isLocked} />}
      <TokenData
        entity={entity}
        saveFirst={saveFirst}
        grant={values.grant}
        blockedBecause={props.blockedBecause}
      />
      {log !== undefined && (
        <TickField
          label={SETTING_NAMES.logAllRequests}
          value={log.value}
          onChange={log.set}
          isReadOnly={isReadOnly}
          help="Keeps what was sent to Xero and what Xero answered, secrets taken out, for looking into a fault. Without the tick only who asked for what and when is kept."
        />
      )}
    </FormSection>
  );
}

function TestModeNote(): ReactNode {
  if (useSession()?.mode !== 'test') return null;
  return (
    <Alert color="orange" icon={<IconFlask />} title="You are in test mode" role="note">
      Credentials and tenant on this page are those of the twin, kept apart from the real ones. Left
      blank, the twin's own app is used. For Xero itself, choose production mode in User
      Preferences.
    </Alert>
  );
}

function RedirectUri({ redirectUri }: { redirectUri: string }): ReactNode {
  return (
    <CopyButton value={redirectUri}>
      {({ copied, copy }) => (
        <FieldWithButtons
          buttons={
            <IconButton
              label={copied ? 'Copied' : 'Copy'}
              icon={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
              onClick={copy}
            />
          }
        >
          <TextInput
            label={SETTING_NAMES.redirectUri}
            description="Paste it into the app at developer.xero.com. It must stand there letter by letter, or Xero answers with error 500. It is changed under Addresses."
            value={redirectUri}
            readOnly
            variant="filled"
          />
        </FieldWithButtons>
      )}
    </CopyButton>
  );
}

function ClientSecret({ values, set, isReadOnly, secret }: CredentialsProps): ReactNode {
  return (
    <>
      <TextField
        label="Client Secret"
        isSecret
        value={values.secret}
        onChange={(value) => set('secret', value)}
        isReadOnly={isReadOnly}
        help={
          <>
            Kept sealed, and never shown again. <KeptSecret secret={secret} />
          </>
        }
      />
      <TextField
        label="Note on the Client Secret"
        value={values.note}
        onChange={(value) => set('note', value)}
        isReadOnly={isReadOnly}
        maxLength={200}
        help="Its name, date and time at Xero, so that you can tell later which one this is. It may stay blank."
      />
    </>
  );
}

function KeptSecret({ secret }: { secret: Credentials['secret'] }): ReactNode {
  if (secret === null) return 'None is entered yet.';
  const { lastFour, enteredAt, enteredBy } = secret;
  const by = enteredBy.replace(/^\w+:/, '');
  return (
    <Text span inherit>
      The one that is kept {lastFour === '' ? '' : 'ends in '}
      {lastFour !== '' && <Code>{lastFour}</Code>}
      {lastFour === '' ? '' : ' and '}was entered {enteredAt.slice(0, 10)} by {by}. Blank keeps it.
    </Text>
  );
}
