import { Modal, Table, Text } from '@mantine/core';
import { IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  listTenants,
  readConnection,
  type Tenant,
  tenantsShape,
} from '../../../api/contract/connection.ts';
import { SETTING_NAMES } from '../../../domain/setting-names.ts';
import { FieldWithButtons, IconButton } from '../../forms/field-with-buttons.tsx';
import { ChoiceField } from '../../forms/fields.tsx';
import { reading } from '../../queries.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import { useWork } from '../../use-work.ts';
import type { SectionProps } from './section-props.ts';

interface TenantProps extends SectionProps<{ readonly tenant: string }> {
  /** What holds while it is blank. */
  readonly inherited?: string | undefined;
}

/** The organisation in Xero: chosen from those that the connection reaches. */
export function TenantField(props: TenantProps): ReactNode {
  const { entity, values, set, isReadOnly, saveFirst, inherited } = props;
  const { data } = useQuery(reading(readConnection, { query: { entity } }));
  const asking = useWork(listTenants, tenantsShape);
  const [isShown, setShown] = useState(false);
  const tenants = asking.result?.tenants ?? [];
  const asConnected = data?.connection;
  const ask = (): void => saveFirst.run(() => asking.start({ entity }));
  const showFacts = (): void => {
    setShown(true);
    if (asking.result === undefined) ask();
  };
  return (
    <>
      <FieldWithButtons
        buttons={
          <>
            <IconButton
              label="Refresh Tenant"
              icon={<IconRefresh size={18} />}
              isRunning={asking.isRunning}
              onClick={ask}
            />
            <IconButton
              label="Tenant information"
              icon={<IconInfoCircle size={18} />}
              onClick={showFacts}
            />
          </>
        }
      >
        <ChoiceField
          label={SETTING_NAMES.tenant}
          value={values.tenant}
          onChange={(value) => set('tenant', value)}
          options={optionsOf(values.tenant, tenants, asConnected)}
          canBeBlank
          isReadOnly={isReadOnly}
          inherited={inherited}
          help={
            asConnected?.organisationName
              ? `The organisation in Xero. Refresh asks Xero which ones are reached. Blank: the one that was chosen on Xero's page, ${asConnected.organisationName}.`
              : 'The organisation in Xero. Refresh asks Xero which ones are reached, once access is allowed.'
          }
        />
      </FieldWithButtons>
      <ProblemsOf error={asking.error} />
      {!isShown && <JobProgress job={asking.job} />}
      <Problems problems={asking.result?.problems ?? []} />
      {asking.result !== undefined && !isShown && (
        <Text size="sm" role="status">
          {tenants.length === 1
            ? 'One organisation is reached.'
            : `${tenants.length} organisations are reached.`}
        </Text>
      )}
      <Modal opened={isShown} onClose={() => setShown(false)} title="Tenant information" size="lg">
        <JobProgress job={asking.job} />
        <TenantFacts tenants={tenants} tenantId={values.tenant} />
      </Modal>
    </>
  );
}

function optionsOf(
  value: string,
  tenants: readonly Tenant[],
  connected: { readonly tenantId: string; readonly organisationName: string } | null | undefined,
) {
  const named = new Map(tenants.map(({ tenantId, name }) => [tenantId, name]));
  if (connected && connected.tenantId !== '') {
    named.set(connected.tenantId, connected.organisationName);
  }
  if (value !== '' && !named.has(value)) named.set(value, value);
  return [...named].map(([tenantId, name]) => ({ value: tenantId, label: name }));
}

/** Of the chosen one; of the one in use where none is chosen. */
function TenantFacts(props: { tenants: readonly Tenant[]; tenantId: string }): ReactNode {
  const { tenants, tenantId } = props;
  const shown =
    tenants.find((one) => one.tenantId === tenantId) ?? tenants.find((one) => one.isChosen);
  if (shown === undefined) {
    return tenants.length === 0 ? null : <Text size="sm">No organisation is chosen yet.</Text>;
  }
  const facts = [{ name: 'Organisation', text: shown.name }, ...shown.facts];
  return (
    <Table variant="vertical" withTableBorder>
      <Table.Tbody>
        {[...facts, { name: 'Tenant id', text: shown.tenantId }].map(({ name, text }) => (
          <Table.Tr key={name}>
            <Table.Th w={200}>{name}</Table.Th>
            <Table.Td>{text}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
