import { Anchor, ScrollArea, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TrackingCheck } from '../../../api/contract/connection.ts';

interface Made {
  readonly categories: readonly string[];
  readonly options: readonly { readonly category: string; readonly option: string }[];
}

/** Ours at the left, Xero's at the right, line by line. */
export function TrackingTables(props: {
  found: TrackingCheck;
  made: Made | undefined;
  checkAgain: () => void;
}): ReactNode {
  const { found, made, checkAgain } = props;
  if (found.slots.length === 0) {
    return <Text size="sm">No tracking category is used: both option bases are None.</Text>;
  }
  return (
    <>
      {made !== undefined && (
        <Text size="sm" role="status">
          {madeText(made)}{' '}
          <Anchor component="button" type="button" size="sm" onClick={checkAgain}>
            Look again
          </Anchor>
        </Text>
      )}
      {found.slots.map((slot) => (
        <ScrollArea key={slot.slot} type="auto" tabIndex={0} role="region" aria-label={slot.name}>
          <Table withTableBorder captionSide="top">
            <Table.Caption>
              Tracking Category {slot.slot}, in {found.organisationName}
            </Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Id</Table.Th>
                <Table.Th>Description</Table.Th>
                <Table.Th>In Xero</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              <Table.Tr>
                <Table.Th scope="row">{slot.name}</Table.Th>
                <Table.Td>Tracking Category Name</Table.Td>
                <InXero name={slot.xeroName} />
              </Table.Tr>
              {slot.options.map(({ id, description, xeroOption }) => (
                <Table.Tr key={id}>
                  <Table.Td>{id}</Table.Td>
                  <Table.Td>{description}</Table.Td>
                  <InXero name={xeroOption} />
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      ))}
    </>
  );
}

function InXero({ name }: { name: string | null }): ReactNode {
  return (
    <Table.Td>
      {name === null ? (
        <Text span fw={600} fz="sm">
          missing
        </Text>
      ) : (
        name
      )}
    </Table.Td>
  );
}

function madeText({ categories, options }: Made): string {
  const count = categories.length + options.length;
  if (count === 0) return 'Nothing was missing any more.';
  const names = [...categories, ...options.map((one) => `${one.category}: ${one.option}`)];
  return `Made in Xero: ${names.join(', ')}.`;
}
