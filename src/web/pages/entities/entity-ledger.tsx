import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readConnection } from '../../../api/contract/connection.ts';
import { TickField } from '../../forms/fields.tsx';
import { useSaveFirst } from '../../forms/use-save-first.tsx';
import { reading } from '../../queries.ts';
import { CredentialsSection } from '../connection/credentials-section.tsx';
import { ExportOptionsSection } from '../connection/export-options-section.tsx';
import { ENTITY_BASES, TrackingSections } from '../connection/tracking-sections.tsx';
import { VerifySection } from '../connection/verify-section.tsx';
import { EntityFrame } from './entity-frame.tsx';
import { useEntityForm } from './use-entity-form.ts';

/** Entities › General Ledger. */
export function EntityLedger(): ReactNode {
  const form = useEntityForm();
  const { values, set, isEditing, hasChanges, save, page } = form;
  const saveFirst = useSaveFirst(hasChanges, save);
  const entity = page.entity.code;
  const own = useQuery(reading(readConnection, { query: { entity } }));
  const shared = { entity, values, set, isReadOnly: !isEditing, saveFirst };
  const { inherited } = page;
  return (
    <EntityFrame form={form}>
      <Text c="dimmed">
        The first set of credentials belongs in Global Settings; this page is for an additional set,
        where this entity has a general ledger of its own in Xero.
      </Text>
      <CredentialsSection
        {...shared}
        title="Xero OAuth Credentials."
        secret={page.credentials.secret}
        blockedBecause={values.overrides ? undefined : 'Tick Override Global Credentials? first.'}
      >
        <TickField
          label="Override Global Credentials?"
          value={values.overrides}
          onChange={(value) => set('overrides', value)}
          isReadOnly={!isEditing}
          lockedBecause={
            own.data?.connection && values.overrides
              ? `This entity is connected to ${own.data.connection.organisationName}. Disconnect it first.`
              : undefined
          }
          help="Without the tick this entity uses the credentials and token of Global Settings."
        />
      </CredentialsSection>
      <ExportOptionsSection
        {...shared}
        title="Enter overriding settings for General Ledger."
        example={{ glAccount: '', branch: '', department: '', entity }}
        inherited={inherited}
      />
      <TrackingSections {...shared} bases={ENTITY_BASES} inherited={inherited} />
      <VerifySection entity={entity} saveFirst={saveFirst} />
      {saveFirst.dialog}
    </EntityFrame>
  );
}
