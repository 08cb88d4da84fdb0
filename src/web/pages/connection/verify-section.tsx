import { Button, CopyButton, Group, Stack, Table, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  type Contact,
  type Verified,
  verifiedShape,
  verify,
} from '../../../api/contract/connection.ts';
import { FormSection } from '../../forms/form-section.tsx';
import type { SaveFirst } from '../../forms/use-save-first.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Problems, ProblemsOf } from '../../ui/problems.tsx';
import { useWork } from '../../use-work.ts';

/** Tries everything that an export needs, and changes nothing. */
export function VerifySection(props: { entity: string; saveFirst: SaveFirst }): ReactNode {
  const { entity, saveFirst } = props;
  const verifying = useWork(verify, verifiedShape);
  const { result } = verifying;
  return (
    <FormSection title="To verify the connection, click the button below.">
      <Group>
        <Button
          loading={verifying.isRunning}
          onClick={() => saveFirst.run(() => verifying.start({ entity }))}
        >
          Verify
        </Button>
      </Group>
      <ProblemsOf error={verifying.error} />
      <JobProgress job={verifying.job} />
      {result !== undefined && <Verdict result={result} />}
    </FormSection>
  );
}

function Verdict({ result }: { result: Verified }): ReactNode {
  const { lines, contacts, passed, mode } = result;
  const failed = lines.filter((one) => !one.passed);
  const place = mode === 'test' ? ' All of it is said of the twin, and nothing of Xero.' : '';
  return (
    <Stack gap="sm">
      <Text role="status" fw={600}>
        {passed
          ? 'Everything that an export needs is there.'
          : `${failed.length} of ${lines.length} failed.`}
        {place}
      </Text>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What was tried</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th>Found</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.check}>
              <Table.Td>{line.check}</Table.Td>
              <Table.Td>
                <Outcome passed={line.passed} />
              </Table.Td>
              <Table.Td>{line.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Problems problems={failed.flatMap(({ problems }) => problems)} />
      {contacts.length > 0 && <Contacts contacts={contacts} />}
    </Stack>
  );
}

function Outcome({ passed }: { passed: boolean }): ReactNode {
  const Icon = passed ? IconCircleCheck : IconCircleX;
  return (
    <Group gap={4} wrap="nowrap">
      <Icon
        size={18}
        aria-hidden
        color={passed ? 'var(--mantine-color-green-8)' : 'var(--mantine-color-error)'}
      />
      {passed ? 'passed' : 'failed'}
    </Group>
  );
}

function Contacts({ contacts }: { contacts: readonly Contact[] }): ReactNode {
  return (
    <DataTable
      caption="Available contacts"
      rows={contacts}
      keyOf={({ contactId }) => contactId}
      empty=""
      columns={[
        { title: 'Contact', text: ({ name }) => name },
        { title: 'AccountNumber', text: ({ accountNumber }) => accountNumber },
        { title: 'ContactID', text: ({ contactId }) => contactId },
        {
          title: 'Copy',
          text: () => '',
          show: ({ contactId, name }) => (
            <CopyButton value={contactId}>
              {({ copied, copy }) => (
                <Button
                  size="xs"
                  variant="default"
                  onClick={copy}
                  aria-label={`Copy id of ${name}`}
                >
                  {copied ? 'Copied' : 'Copy ID'}
                </Button>
              )}
            </CopyButton>
          ),
        },
      ]}
    />
  );
}
